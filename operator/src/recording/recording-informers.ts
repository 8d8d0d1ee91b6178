/** The informers that the Recording controller works from, beside those of the LiveStream controller. */
import { recordingLabel, shardLabel } from '@kubecast/crds/names';
import { type Recording, recordingKind } from '@kubecast/crds/recording';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { type Job, jobs, type Pod, pods } from '@kubecast/runtime/core-kinds';
import { createInformer } from '@kubecast/runtime/create-informer';
import type { Informer } from '@kubecast/runtime/informer';
import { withoutManagedFields } from '@kubecast/runtime/informer-transform';
import { type KubernetesObject, type ObjectKey, referenceKey } from '@kubecast/runtime/kubernetes-object';
import type { ReflectorMetrics } from '@kubecast/runtime/reflector-metrics';
import type { Logger } from 'pino';
import { recorderSelector } from './recording-child-metadata.ts';

/** One informer a kind. */
export interface RecordingInformers {
  /** By {@link byStream}. */
  readonly recordings: Informer<Recording>;
  readonly jobs: Informer<Job>;
  /** Of recorders alone, by {@link byRecording}. */
  readonly recorderPods: Informer<Pod>;
}

/** Name of the index over Recordings: the key of their LiveStream. */
export const byStream = 'stream';
/** Name of the index over recorder pods: the key of their Recording. */
export const byRecording = 'recording';

/** What all informers share. */
export interface RecordingInformerSettings {
  readonly client: KubernetesClient;
  /** Empty: all namespaces. */
  readonly namespaces: readonly string[];
  /** Absent: the Recordings without a shard. */
  readonly shard?: string | undefined;
  readonly logger: Logger;
  readonly metrics?: ReflectorMetrics | undefined;
}

/** The key of the LiveStream that a Recording is of. */
export const streamOf = ({ metadata, spec }: Recording): ObjectKey =>
  referenceKey({ namespace: metadata.namespace, name: spec.source.liveStream });

/** The keys of the Recordings that a Job or pod was made for: one, or none. */
export const recordingsOf = ({ metadata }: KubernetesObject): readonly ObjectKey[] => {
  const name = metadata.labels?.[recordingLabel];
  return name === undefined ? [] : [referenceKey({ namespace: metadata.namespace, name })];
};

/** Makes them; they do nothing before they are run. */
export const createRecordingInformers = ({
  client,
  shard,
  ...shared
}: RecordingInformerSettings): RecordingInformers => {
  const children = { ...shared, labelSelector: recorderSelector, transform: withoutManagedFields };
  return {
    recordings: createInformer(client, {
      ...shared,
      kind: recordingKind,
      labelSelector: shard === undefined ? `!${shardLabel}` : `${shardLabel}=${shard}`,
      indexes: { [byStream]: (recording) => [streamOf(recording)] },
      transform: withoutManagedFields,
    }),
    jobs: createInformer(client, { ...children, kind: jobs }),
    recorderPods: createInformer(client, { ...children, kind: pods, indexes: { [byRecording]: recordingsOf } }),
  };
};
