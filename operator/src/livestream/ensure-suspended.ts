import { deletePod } from './delete-pod.ts';
import type { LiveStreamDependencies } from './live-stream-dependencies.ts';
import type { LiveStreamScope } from './live-stream-scope.ts';

/**
 * Ensures that a suspended stream has no pod and, once the last one is gone and cannot end it itself, no open session. It
 * comes before anything that may stall: a stream with bad input can be suspended, too.
 *
 * Sets `pod`. An object store that is away is a `setback`: it is tried again, and nothing else waits for it.
 */
export const ensureSuspended = async (
  { client, sessionEnder }: LiveStreamDependencies,
  scope: LiveStreamScope,
  signal: AbortSignal,
): Promise<void> => {
  const { liveStream, pods, log } = scope;
  if (!liveStream.spec.suspend) return sessionEnder.reopen(liveStream.metadata.uid);
  scope.pod = undefined;
  for (const pod of pods) await deletePod(client, pod, { log, signal });
  if (pods.length > 0) return;
  try {
    await sessionEnder.end(liveStream, signal);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    scope.setback = error;
  }
};
