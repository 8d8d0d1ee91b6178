/** Whether a session is over by the record, and who ends it where nobody else will. */
import { type LiveStream, liveStreamKind } from '@kubecast/crds/livestream';
import type { StreamName } from '@kubecast/media/keys';
import { isNotFound } from '@kubecast/runtime/api-error';
import { type ObjectReference, referenceKey } from '@kubecast/runtime/kubernetes-object';
import { byLiveStream } from '../livestream/live-stream-dependencies.ts';
import { podFacts } from '../livestream/pod-facts.ts';
import type { SessionEnd } from '../livestream/session-ends.ts';
import { isLost } from '../lost-pod.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';

type Needs = Pick<RecordingDependencies, 'client' | 'stores' | 'sessionEnder' | 'sessionEnds' | 'now'>;

/** Which session of which stream. */
export interface SourceSession extends StreamName {
  readonly session: string;
}

/** `unknown`: the log has nothing of it. */
export type SessionState = 'open' | 'closed' | 'unknown';

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
const isOver = (liveStream: LiveStream | undefined, end: SessionEnd, now: Date): boolean =>
  liveStream === undefined || (end.kind === 'open' && end.graceEndsAt.getTime() + slackMs <= now.getTime());

/**
 * Asks the epoch log. Ends a session that is open there when no pod serves its stream and none can go on with it.
 *
 * @throws ApiError, NetworkError and the errors of the object store
 */
export const closeSession = async (
  needs: Needs,
  { session, ...stream }: SourceSession,
  signal: AbortSignal,
): Promise<SessionState> => {
  const reference = { namespace: stream.namespace, name: stream.stream };
  const liveStream = await findLiveStream(needs, reference, signal);
  const graceMs = liveStream && liveStream.spec.reconnect.graceSeconds * 1000;
  const end = await needs.sessionEnds.endOf({ ...stream, graceMs }, session, signal);
  if (end.kind !== 'open') return end.kind === 'ended' ? 'closed' : 'unknown';
  if (isServed(needs, reference) || !isOver(liveStream, end, needs.now())) return 'open';
  const segmentMs = liveStream && liveStream.spec.packaging.segmentSeconds * 1000;
  await needs.sessionEnder.end({ ...stream, segmentMs, session }, signal);
  return 'closed';
};
