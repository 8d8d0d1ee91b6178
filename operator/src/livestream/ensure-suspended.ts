import { deletePod } from './delete-pod.ts';
import type { LiveStreamDependencies } from './live-stream-dependencies.ts';
import type { LiveStreamScope } from './live-stream-scope.ts';
import { unservedStream } from './unserved-stream.ts';

/**
 * Ensures that a suspended stream has no pod and, once the last one is gone and cannot end it itself, no open session. It
 * comes before anything that may stall: a stream with bad input can be suspended, too.
 *
 * Sets `pod`. An object store that is away is a `setback`: it is tried again, and nothing else waits for it.
 */
export const ensureSuspended = async (
  { client, sessionEnder, ended }: LiveStreamDependencies,
  scope: LiveStreamScope,
  signal: AbortSignal,
): Promise<void> => {
  const { liveStream, pods, log } = scope;
  const { uid } = liveStream.metadata;
  if (!liveStream.spec.suspend) {
    ended.delete(uid);
    return;
  }
  scope.pod = undefined;
  for (const pod of pods) await deletePod(client, pod, { log, signal });
  // A pod that comes up once more, late, may begin a session.
  if (pods.length > 0) ended.delete(uid);
  if (pods.length > 0 || ended.has(uid)) return;
  try {
    await sessionEnder.end(unservedStream(liveStream), signal);
    ended.add(uid);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    scope.setback = error;
  }
};
