import { liveReasons, liveStreamConditions } from '@kubecast/crds/conditions';
import { findCondition, parseConditions } from '@kubecast/runtime/condition';
import type { LiveStreamDependencies } from './live-stream-dependencies.ts';
import type { LiveStreamScope } from './live-stream-scope.ts';

/** A pod that has not read the log yet says nothing when it has, where there was nothing to take up. */
const lookAgainMs = 2_000;
/** Uploads come a little after the media they carry, and clocks differ. */
const slackMs = 30_000;

/**
 * Whether somebody speaks for the session that the status tells of.
 *
 * - `silent`: the stream is suspended and its last pod is gone, or the pod there does not know of the session. That alone does
 *   not end it: the pod may not have read the epoch log yet;
 * - `absent`: there is no pod that could be asked.
 */
const spokesmanOf = ({ liveStream, pods, pod }: LiveStreamScope): 'there' | 'silent' | 'absent' => {
  if (liveStream.spec.suspend) return pods.length === 0 ? 'silent' : 'there';
  if (!pod?.hasAddress || (pod.feed.status === 'unavailable' && !pod.ready)) return 'absent';
  return pod.feed.status === 'known' && pod.feed.state.session === undefined ? 'silent' : 'there';
};

/** How much of the grace is left for certain: nobody needs to ask the object store before. */
const graceLeftMs = ({ liveStream }: LiveStreamScope, now: Date): number => {
  const live = findCondition(parseConditions(liveStream.status?.conditions), liveStreamConditions.live);
  const sinceMs = live?.reason === liveReasons.reconnecting ? Date.parse(live.lastTransitionTime) : now.getTime();
  return sinceMs + liveStream.spec.reconnect.graceSeconds * 1000 + slackMs - now.getTime();
};

/** The session's state by the record: sets `sessionEndedAt` or `lookAgainMs`. */
const ask = async (
  { sessionEnds, now }: Pick<LiveStreamDependencies, 'sessionEnds' | 'now'>,
  scope: LiveStreamScope,
  session: string,
  signal: AbortSignal,
): Promise<void> => {
  const { metadata, spec } = scope.liveStream;
  const stream = { namespace: metadata.namespace, stream: metadata.name, graceMs: spec.reconnect.graceSeconds * 1000 };
  const end = await sessionEnds.endOf(stream, session, signal);
  if (end.kind === 'ended') scope.sessionEndedAt = end.at;
  // It left no media, or what it left was deleted: it is over.
  else if (end.kind === 'unknown') scope.sessionEndedAt = now();
  // Whoever comes later than that may only write down that it has ended.
  else if (end.graceEndsAt.getTime() + slackMs <= now().getTime()) scope.sessionEndedAt = end.graceEndsAt;
  else scope.lookAgainMs = lookAgainMs;
};

/**
 * Learns from the epoch log whether a session that no pod tells of any more has ended, and when. Runs when all steps are
 * through: a successor does not wait for it.
 *
 * Sets `sessionEndedAt`, or `lookAgainMs` where the session is still open. An object store that is away is a `setback`: the
 * session stands as it was.
 */
export const observeSessionEnd = async (
  dependencies: Pick<LiveStreamDependencies, 'sessionEnds' | 'now'>,
  scope: LiveStreamScope,
  signal: AbortSignal,
): Promise<void> => {
  const session = scope.liveStream.status?.session;
  const spokesman = spokesmanOf(scope);
  if (!session || session.endedAt !== undefined || spokesman === 'there') return;
  const leftMs = spokesman === 'absent' ? graceLeftMs(scope, dependencies.now()) : 0;
  if (leftMs > 0) {
    scope.lookAgainMs = leftMs;
    return;
  }
  try {
    await ask(dependencies, scope, session.id, signal);
  } catch (error) {
    signal.throwIfAborted();
    scope.setback ??= error instanceof Error ? error : new Error(String(error));
  }
};
