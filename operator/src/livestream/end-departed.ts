import { type LiveStream, liveStreamKind } from '@kubecast/crds/livestream';
import { isNotFound } from '@kubecast/runtime/api-error';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { isControlledBy, type ObjectKey } from '@kubecast/runtime/kubernetes-object';
import { byLiveStream, type LiveStreamDependencies } from './live-stream-dependencies.ts';
import { unservedStream } from './unserved-stream.ts';

type Needs = Pick<LiveStreamDependencies, 'departed' | 'sessionEnder'> & {
  readonly client: Pick<KubernetesClient, 'get'>;
  readonly stores: Pick<LiveStreamDependencies['stores'], 'pods'>;
};

const isThere = (client: Needs['client'], { metadata }: LiveStream, signal: AbortSignal): Promise<boolean> =>
  client.get(liveStreamKind, metadata, { signal }).then(
    () => true,
    (error: unknown) => {
      if (isNotFound(error)) return false;
      throw error;
    },
  );

/**
 * Ensures that a LiveStream which was deleted while live leaves no open session, once its last pod has drained: nobody else
 * would end it before the stream's segments are needed as a whole. A stream that was deleted while no operator ran is left to
 * whoever needs its session ended. One that only went to another shard looks deleted from here: its session is its operator's,
 * as is that of a new stream by the name.
 *
 * @throws ApiError, NetworkError and the errors of the object store, for the work queue to try again
 */
export const endDeparted = async (
  { client, departed, stores, sessionEnder }: Needs,
  key: ObjectKey,
  signal: AbortSignal,
): Promise<void> => {
  const liveStream = departed.get(key);
  if (!liveStream) return;
  if (stores.pods.byIndex(byLiveStream, key).some((pod) => isControlledBy(pod, liveStream))) return;
  if (!(await isThere(client, liveStream, signal))) {
    await sessionEnder.end(unservedStream(liveStream), signal);
  }
  departed.delete(key);
};
