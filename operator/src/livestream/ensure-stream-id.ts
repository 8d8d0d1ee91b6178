import { stalledReasons } from '@kubecast/crds/conditions';
import { annotations } from '@kubecast/crds/names';
import { objectKey, parseObjectKey } from '@kubecast/runtime/kubernetes-object';
import { StalledError } from '@kubecast/runtime/reconcile-error';
import { credentialsSecretName } from './child-metadata.ts';
import { deletePod } from './delete-pod.ts';
import { mayBeLive } from './feed-observation.ts';
import type { LiveStreamDependencies } from './live-stream-dependencies.ts';
import type { LiveStreamScope } from './live-stream-scope.ts';

/** Within a namespace the other stream is named; across namespaces only its namespace is, whom to ask. */
const holderText = (holder: string, namespace: string): string => {
  const other = parseObjectKey(holder);
  return other.namespace === namespace ? `LiveStream ${other.name}` : `a LiveStream in namespace ${other.namespace}`;
};

/** Two pods under one id would make the gateway guess: ours goes, unless an encoder is on it. */
const withdrawPods = async (
  { client }: LiveStreamDependencies,
  { pods, streamId, log }: LiveStreamScope,
  signal: AbortSignal,
): Promise<void> => {
  const announcing = pods.filter(
    (pod) => pod.pod.metadata.annotations?.[annotations.streamId] === streamId && !mayBeLive(pod.feed, pod),
  );
  for (const pod of announcing) await deletePod(client, pod, { log, signal });
};

/**
 * Ensures that no older stream in the cluster has the same stream id.
 *
 * Throws StalledError, reason StreamIdTaken, after taking back an idle pod that announces the id. The other stream's end,
 * or a change of either Secret, brings this stream back by itself.
 */
export const ensureStreamId = async (
  dependencies: LiveStreamDependencies,
  scope: LiveStreamScope,
  signal: AbortSignal,
): Promise<void> => {
  const { liveStream, streamId = '' } = scope;
  const { namespace } = liveStream.metadata;
  const holder = dependencies.streamIds.claim(liveStream, streamId);
  if (holder === objectKey(liveStream)) return;
  await withdrawPods(dependencies, scope, signal);
  throw new StalledError(
    stalledReasons.streamIdTaken,
    `The stream id ${streamId} belongs to ${holderText(holder, namespace)}, which is older: put another streamId into ` +
      `Secret ${namespace}/${credentialsSecretName(liveStream)}`,
  );
};
