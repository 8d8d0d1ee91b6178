/** Whether a session is over by the record, and who ends it where nobody else will. */
import { type LiveStream, liveStreamKind } from '@kubecast/crds/livestream';
import type { StreamName } from '@kubecast/media/keys';
import { isNotFound } from '@kubecast/runtime/api-error';
import { type ObjectReference, referenceKey } from '@kubecast/runtime/kubernetes-object';
import { byLiveStream } from '../livestream/live-stream-dependencies.ts';
import { podFacts } from '../livestream/pod-facts.ts';
import type { SessionState } from '../livestream/session-ends.ts';
import { isLost } from '../lost-pod.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';

type Needs = Pick<RecordingDependencies, 'client' | 'stores' | 'sessionEnder' | 'sessionEnds' | 'now'>;

/** Which session of which stream. */
export interface SourceSession extends StreamName {
  readonly session: string;
}

/** Clocks differ, and a pod takes a moment to come. */
const slackMs = 30_000;

/** The store has those of this shard alone. */
const findLiveStream = async (
  { client, stores }: Needs,
  reference: ObjectReference,
  signal: AbortSignal,
): Promise<LiveStream | undefined> =>
  stores.liveStreams.get(reference) ??
  client.get(liveStreamKind, reference, { signal }).catch((error: unknown) => {
    if (isNotFound(error)) return undefined;
    throw error;
  });

/** A pod that has run may still have something to upload, and ends the session behind that, unless its node was lost. */
const isServed = ({ stores, now }: Needs, reference: ObjectReference): boolean =>
  stores.transcoderPods
    .byIndex(byLiveStream, referenceKey(reference))
    .map(podFacts)
    .some(({ pod, hasAddress, finished }) => hasAddress && !finished && !isLost(pod, now()));

/** Nobody will go on with it: its stream is gone, or it has waited for longer than it may. */
const isOver = async (
  { sessionEnds, now }: Needs,
  liveStream: LiveStream | undefined,
  { session, ...stream }: SourceSession,
  signal: AbortSignal,
): Promise<boolean> => {
  if (liveStream === undefined) return true;
  const graceMs = liveStream.spec.reconnect.graceSeconds * 1000;
  const end = await sessionEnds.endOf({ ...stream, graceMs }, session, signal);
  return end.kind === 'open' && end.graceEndsAt.getTime() + slackMs <= now().getTime();
};

/**
 * Asks the epoch log. Ends a session that is open there when no pod serves its stream and none can go on with it.
 *
 * @throws ApiError, NetworkError and the errors of the object store
 */
export const closeSession = async (needs: Needs, source: SourceSession, signal: AbortSignal): Promise<SessionState> => {
  const state = await needs.sessionEnds.stateOf(source, source.session, signal);
  const reference = { namespace: source.namespace, name: source.stream };
  if (state !== 'open' || isServed(needs, reference)) return state;
  const liveStream = await findLiveStream(needs, reference, signal);
  if (!(await isOver(needs, liveStream, source, signal))) return 'open';
  const segmentMs = liveStream && liveStream.spec.packaging.segmentSeconds * 1000;
  await needs.sessionEnder.end({ ...source, segmentMs }, signal);
  return 'closed';
};
