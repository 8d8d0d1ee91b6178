import { reconcilingReasons } from '@kubecast/crds/conditions';
import { liveStreamKind } from '@kubecast/crds/livestream';
import { isNotFound } from '@kubecast/runtime/api-error';
import { WaitingError } from '@kubecast/runtime/reconcile-error';
import type { LiveStreamDependencies } from './live-stream-dependencies.ts';
import type { LiveStreamScope } from './live-stream-scope.ts';

const retryMs = 1_000;

/**
 * To be called before a child is made: the informers are apart, and that of a child may hear of its garbage collection
 * before that of LiveStreams hears of the owner's end. Asks the server once a pass.
 *
 * Throws WaitingError when this very LiveStream is gone, or going.
 */
export const assertThere = async (
  { client }: LiveStreamDependencies,
  scope: LiveStreamScope,
  signal: AbortSignal,
): Promise<void> => {
  if (scope.confirmed) return;
  const { metadata } = scope.liveStream;
  const current = await client.get(liveStreamKind, metadata, { signal }).catch((error: unknown) => {
    if (isNotFound(error)) return undefined;
    throw error;
  });
  if (current?.metadata.uid !== metadata.uid || current.metadata.deletionTimestamp) {
    throw new WaitingError(reconcilingReasons.terminating, 'The stream is being deleted', retryMs);
  }
  scope.confirmed = true;
};
