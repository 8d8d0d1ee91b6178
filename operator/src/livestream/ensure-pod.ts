import { readyReasons } from '@kubecast/crds/conditions';
import { fieldManager, liveStreamLabel } from '@kubecast/crds/names';
import { isAlreadyExists } from '@kubecast/runtime/api-error';
import { type Pod, pods } from '@kubecast/runtime/core-kinds';
import { isControlledBy } from '@kubecast/runtime/kubernetes-object';
import { WaitingError } from '@kubecast/runtime/reconcile-error';
import { assertThere } from './assert-there.ts';
import { deletePod } from './delete-pod.ts';
import { desiredPod, type PodBlueprint } from './desired-pod.ts';
import type { LiveStreamDependencies } from './live-stream-dependencies.ts';
import type { LiveStreamScope } from './live-stream-scope.ts';
import { observePod } from './observe-scope.ts';
import { type ObservedPod, type PodAction, podAction } from './pod-action.ts';
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

/** What {@link carryOut} works with beside the decision. */
interface Attempt {
  readonly blueprint: PodBlueprint;
  /** The stream's pods as the server has them. */
  readonly existing: readonly ObservedPod[];
  readonly signal: AbortSignal;
}

/** Returns the pod that serves the stream afterwards. */
const carryOut = async (
  dependencies: LiveStreamDependencies,
  scope: LiveStreamScope,
  action: PodAction,
  { blueprint, existing, signal }: Attempt,
): Promise<ObservedPod> => {
  const { client, feedOf } = dependencies;
  const { log } = scope;
  for (const pod of action.discard) await deletePod(client, pod, { log, signal });
  if (action.type === 'keep' || action.type === 'wait') return action.pod;
  const successor = blueprint.withName(nameFor(scope, existing));
  if (action.type === 'replace') {
    // A pod that works is not given up for one that the server would refuse.
    await create(dependencies, successor, { dryRun: true, signal });
    await deletePod(client, action.pod, { log, signal });
  }
  log.info({ pod: successor.metadata.name, replaces: existing.map(({ name }) => name) }, 'Creating a pod');
  return observePod(await create(dependencies, successor, { dryRun: false, signal }), feedOf);
};

const changesPods = ({ type, discard }: PodAction): boolean =>
  type === 'create' || type === 'replace' || discard.length > 0;

/**
 * Ensures that one pod runs which was made from the spec (none while the stream is suspended). A pod that is, or may be,
 * live is never replaced. What would make or take a pod is decided again on what the server has at this moment, since the
 * informer may not have heard of the last pass's pod yet.
 *
 * Sets `pod` and `changeWaits`. Throws StalledError where the cluster refuses the pod, WaitingError where a quota does.
 */
export const ensurePod = async (
  dependencies: LiveStreamDependencies,
  scope: LiveStreamScope,
  signal: AbortSignal,
): Promise<void> => {
  const { liveStream, streamId = '', credentialsVersion = '' } = scope;
  if (liveStream.spec.suspend) return;
  const blueprint = desiredPod(liveStream, dependencies.settings, { streamId, credentialsVersion });
  let action = podAction(scope.pods, blueprint.hash);
  if (changesPods(action)) {
    await assertThere(dependencies, scope, signal);
    const existing = await listPods(dependencies, scope, signal);
    action = podAction(existing, blueprint.hash);
    scope.pod = await carryOut(dependencies, scope, action, { blueprint, existing, signal });
  }
  // A feed that was not heard yet is about to say whether the change must wait.
  scope.changeWaits = action.type === 'wait' && action.pod.feed.status !== 'pending';
};
