import type { LiveStreamDependencies } from './live-stream-dependencies.ts';
import type { LiveStreamScope } from './live-stream-scope.ts';

/**
 * Ensures that a suspended stream has no open session, once its last pod is gone and cannot end it itself. An object store
 * that is away is a `setback`: it is tried again, and nothing else waits for it.
 */
export const ensureSessionEnded = async (
  { sessionEnder }: LiveStreamDependencies,
  scope: LiveStreamScope,
  signal: AbortSignal,
): Promise<void> => {
  const { liveStream, pods } = scope;
  if (!liveStream.spec.suspend) return sessionEnder.reopen(liveStream.metadata.uid);
  if (pods.length > 0) return;
  try {
    await sessionEnder.end(liveStream, signal);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    scope.setback = error;
  }
};
