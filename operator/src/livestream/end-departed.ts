import { isControlledBy, type ObjectKey } from '@kubecast/runtime/kubernetes-object';
import { byLiveStream, type LiveStreamDependencies } from './live-stream-dependencies.ts';

type Needs = Pick<LiveStreamDependencies, 'departed' | 'sessionEnder'> & {
  readonly stores: Pick<LiveStreamDependencies['stores'], 'pods'>;
};

/**
 * Ensures that a LiveStream which was deleted while live leaves no open session, once its last pod has drained: nobody else
 * would end it before the stream's segments are needed as a whole. A stream that was deleted while no operator ran is left to
 * whoever needs its session ended.
 *
 * @throws the errors of the object store, for the work queue to try again
 */
export const endDeparted = async (
  { departed, stores, sessionEnder }: Needs,
  key: ObjectKey,
  signal: AbortSignal,
): Promise<void> => {
  const liveStream = departed.get(key);
  if (!liveStream) return;
  if (stores.pods.byIndex(byLiveStream, key).some((pod) => isControlledBy(pod, liveStream))) return;
  await sessionEnder.end(liveStream, signal);
  sessionEnder.reopen(liveStream.metadata.uid);
  departed.delete(key);
};
