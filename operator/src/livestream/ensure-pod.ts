import { readyReasons } from '@kubecast/crds/conditions';
import { fieldManager, liveStreamLabel } from '@kubecast/crds/names';
import { isAlreadyExists } from '@kubecast/runtime/api-error';
import { type Pod, pods } from '@kubecast/runtime/core-kinds';
import { isControlledBy } from '@kubecast/runtime/kubernetes-object';
import { WaitingError } from '@kubecast/runtime/reconcile-error';
import { deletePod } from './delete-pod.ts';
import { desiredPod, type PodBlueprint } from './desired-pod.ts';
import type { LiveStreamDependencies } from './live-stream-dependencies.ts';
import type { LiveStreamScope } from './live-stream-scope.ts';
import { observePod } from './observe-scope.ts';
import { type ObservedPod, podAction, servingPod } from './pod-action.ts';
import { podName } from './pod-name.ts';
import { explainPodRefusal } from './pod-refusal.ts';

const cacheRetryMs = 250;

/** The stream's pods as the API server has them at this moment, not as the informer last heard. */
const listPods = async (
  { client, feedOf }: LiveStreamDependencies,
  { liveStream }: LiveStreamScope,
  signal: AbortSignal,
): Promise<readonly ObservedPod[]> => {
  const { namespace, name } = liveStream.metadata;
  const { items } = await client.list(pods, { namespace, labelSelector: `${liveStreamLabel}=${name}`, signal });
  return items.filter((pod) => isControlledBy(pod, liveStream)).map((pod) => observePod(pod, feedOf));
};

const nameFor = ({ liveStream }: LiveStreamScope, existing: readonly ObservedPod[]): string => {
  const { name, uid } = liveStream.metadata;
  const last = liveStream.status?.podName;
  const predecessors = [...existing.map((pod) => pod.name), ...(last ? [last] : [])];
  return podName({ stream: name, liveStreamUid: uid, predecessors });
};

interface Creation {
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
}

const create = async ({ client }: LiveStreamDependencies, pod: Pod, { dryRun, signal }: Creation): Promise<Pod> => {
  try {
    return await client.create(pods, pod, { fieldManager, dryRun, signal });
  } catch (error) {
    if (!isAlreadyExists(error)) throw explainPodRefusal(error);
    throw new WaitingError(readyReasons.podStarting, `Pod ${pod.metadata.name} is there already`, cacheRetryMs);
  }
};

/** Makes a pod unless the server has one that the informer did not hear of yet. */
const createPod = async (
  dependencies: LiveStreamDependencies,
  scope: LiveStreamScope,
  blueprint: PodBlueprint,
  signal: AbortSignal,
): Promise<void> => {
  const existing = await listPods(dependencies, scope, signal);
  const unheard = servingPod(existing);
  if (unheard) {
    scope.pod = unheard;
    return;
  }
  const pod = await create(dependencies, blueprint.withName(nameFor(scope, existing)), { dryRun: false, signal });
  scope.pod = observePod(pod, dependencies.feedOf);
};

/** The server is asked first whether it would take the successor: a working pod is not given up for a refused one. */
const replacePod = async (
  dependencies: LiveStreamDependencies,
  scope: LiveStreamScope,
  { blueprint, pod }: { readonly blueprint: PodBlueprint; readonly pod: ObservedPod },
  signal: AbortSignal,
): Promise<void> => {
  const successor = blueprint.withName(nameFor(scope, [...scope.pods, pod]));
  await create(dependencies, successor, { dryRun: true, signal });
  await deletePod(dependencies.client, pod, signal);
  scope.pod = observePod(await create(dependencies, successor, { dryRun: false, signal }), dependencies.feedOf);
};

/**
 * Ensures that one pod runs which was made from the spec, or none while the stream is suspended. A pod that is, or may be,
 * live is never replaced.
 *
 * Sets `pod` and `changeWaits`. Throws StalledError where the cluster refuses the pod, WaitingError where a quota does.
 */
export const ensurePod = async (
  dependencies: LiveStreamDependencies,
  scope: LiveStreamScope,
  signal: AbortSignal,
): Promise<void> => {
  const { liveStream, pods: observed, streamId = '' } = scope;
  if (liveStream.spec.suspend) {
    for (const pod of observed) await deletePod(dependencies.client, pod, signal);
    scope.pod = undefined;
    return;
  }
  const blueprint = desiredPod(liveStream, dependencies.settings, streamId);
  const action = podAction(observed, blueprint.hash);
  for (const pod of action.discard) await deletePod(dependencies.client, pod, signal);
  if (action.type === 'create') return createPod(dependencies, scope, blueprint, signal);
  if (action.type === 'replace') return replacePod(dependencies, scope, { blueprint, pod: action.pod }, signal);
  scope.changeWaits = action.type === 'wait';
};
