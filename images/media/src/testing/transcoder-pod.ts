/** Transcoder pods as informers know them, for tests of who is asked first. */
import type { Pod } from '@kubecast/runtime/core-kinds';

/** A Ready pod without an address, of the LiveStream `live/main`, unless something else is said. */
export interface TranscoderPodFacts {
  readonly name: string;
  /** The LiveStream's name. */
  readonly of?: string;
  /** UID of the LiveStream that controls it. Default: `uid-<of>`. */
  readonly owner?: string;
  readonly streamId?: string;
  readonly ip?: string;
  readonly ready?: boolean;
  readonly leaving?: boolean;
  readonly phase?: string;
  /** When it was made, in a minute of its own. */
  readonly second?: number;
}

const metadataOf = ({ name, of = 'main', owner = `uid-${of}`, ...facts }: TranscoderPodFacts): Pod['metadata'] => ({
  name,
  namespace: 'live',
  uid: `uid-${name}`,
  labels: { 'kubecast.dev/livestream': of },
  annotations: { 'kubecast.dev/stream-id': facts.streamId ?? 'camera' },
  creationTimestamp: `2026-11-22T12:00:${String(facts.second ?? 0).padStart(2, '0')}Z`,
  ownerReferences: [
    { apiVersion: 'kubecast.dev/v1alpha1', kind: 'LiveStream', name: of, uid: owner, controller: true },
  ],
  ...(facts.leaving ? { deletionTimestamp: '2026-11-22T12:01:00Z' } : {}),
});

/** Its UID is `uid-<name>`. */
export const transcoderPod = (facts: TranscoderPodFacts): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: metadataOf(facts),
  status: {
    phase: facts.phase ?? 'Running',
    conditions: [{ type: 'Ready', status: (facts.ready ?? true) ? 'True' : 'False' }],
    ...(facts.ip === undefined ? {} : { podIP: facts.ip }),
  },
});
