/** Gathers a pass's scope from the informers' stores: no request, no decision. */
import type { LiveStream } from '@kubecast/crds/livestream';
import type { Pod } from '@kubecast/runtime/core-kinds';
import { isControlledBy, objectKey } from '@kubecast/runtime/kubernetes-object';
import type { Logger } from 'pino';
import { credentialsSecretName, serviceName, transcoderSecretName } from './child-metadata.ts';
import type { FeedObservation } from './feed-observation.ts';
import { byLiveStream, type LiveStreamDependencies } from './live-stream-dependencies.ts';
import type { LiveStreamScope } from './live-stream-scope.ts';
import { type ObservedPod, servingPod } from './pod-action.ts';
import { podFacts } from './pod-facts.ts';

/** A pod with what its feed says. */
export const observePod = (pod: Pod, feedOf: (podUid: string) => FeedObservation): ObservedPod => ({
  ...podFacts(pod),
  feed: feedOf(pod.metadata.uid ?? ''),
});

/** The snapshot at the beginning of a pass. */
export const observeScope = (
  { stores, feedOf }: LiveStreamDependencies,
  liveStream: LiveStream,
  log: Logger,
): LiveStreamScope => {
  const { namespace, name } = liveStream.metadata;
  const pods = stores.pods
    .byIndex(byLiveStream, objectKey(liveStream))
    .filter((pod) => isControlledBy(pod, liveStream))
    .map((pod) => observePod(pod, feedOf));
  return {
    log,
    liveStream,
    pods,
    service: stores.services.get({ namespace, name: serviceName(name) }),
    gatewayService: stores.gateway?.list()[0],
    credentialsSecret: stores.secrets.get({ namespace, name: credentialsSecretName(liveStream) }),
    transcoderSecret: stores.secrets.get({ namespace, name: transcoderSecretName(name) }),
    hasRecording: (recording) => stores.recordings.get({ namespace, name: recording }) !== undefined,
    confirmed: false,
    renewCredentialsAt: undefined,
    sessionEndedAt: undefined,
    lookAgainMs: undefined,
    streamId: undefined,
    credentialsVersion: undefined,
    pod: servingPod(pods),
    changeWaits: false,
    setback: undefined,
    failure: undefined,
  };
};
