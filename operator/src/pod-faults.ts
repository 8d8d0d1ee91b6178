/** What keeps a pod from running that is no fault of its program: read from its status. Pure. */
import type { Pod } from '@kubecast/runtime/core-kinds';
import type { PodCondition } from 'kubernetes-types/core/v1.js';

const pullReasons = new Set(['ErrImagePull', 'ImagePullBackOff', 'ErrImageNeverPull', 'InvalidImageName']);

/** A condition of the pod's status. */
export const podConditionOf = (pod: Pod, type: string): PodCondition | undefined =>
  pod.status?.conditions?.find((condition) => condition.type === type);

/** Why no node takes the pod, in the scheduler's words without a full stop; undefined where one did, or none was looked for yet. */
export const schedulingFault = (pod: Pod): string | undefined => {
  const scheduled = podConditionOf(pod, 'PodScheduled');
  if (scheduled?.status !== 'False') return undefined;
  // Its first sentence counts the nodes by what they lack; the rest is about preemption.
  const [why = ''] = (scheduled.message ?? scheduled.reason ?? 'the scheduler gives no reason').split('. ');
  return why.replace(/\.$/, '');
};

/** Why the image of the pod's first container cannot be had; undefined where it is not that. */
export const imagePullFault = (pod: Pod): string | undefined => {
  const container = pod.status?.containerStatuses?.[0];
  const waiting = container?.state?.waiting;
  if (!container || !waiting?.reason || !pullReasons.has(waiting.reason)) return undefined;
  const words = waiting.message ?? waiting.reason;
  return `The image ${container.image} cannot be pulled: ${words}. Load it into the cluster or correct the operator's setting`;
};
