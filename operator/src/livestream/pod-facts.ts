/** What a transcoder pod's own status says, in the few words that decisions and conditions need. */
import { readyReasons } from '@kubecast/crds/conditions';
import { annotations } from '@kubecast/crds/names';
import type { Pod } from '@kubecast/runtime/core-kinds';
import type { Explanation } from '@kubecast/runtime/kstatus';
import type { ContainerStatus } from 'kubernetes-types/core/v1.js';
import { imagePullFault, podConditionOf, schedulingFault } from '../pod-faults.ts';

/** A pod as this pass sees it. */
export interface PodFacts {
  readonly pod: Pod;
  readonly name: string;
  readonly uid: string;
  /** It was told to go. */
  readonly terminating: boolean;
  /** It ended and will not run again: evicted, or its node shut down. */
  readonly finished: boolean;
  /** It has an address, so that its feed can be asked. */
  readonly hasAddress: boolean;
  /** Its readiness probe succeeds: SRT listens. */
  readonly ready: boolean;
  /** Why it is ready or not, for the condition `Ready`. */
  readonly explanation: Explanation;
  /** Of the spec it was made from. */
  readonly specHash: string | undefined;
}

const requestsOf = (pod: Pod): string =>
  Object.entries(pod.spec?.containers[0]?.resources?.requests ?? {})
    .map(([resource, quantity]) => `${resource} ${quantity}`)
    .join(', ');

const unschedulable = (pod: Pod): Explanation | undefined => {
  const why = schedulingFault(pod);
  if (why === undefined) return undefined;
  const message =
    `No node takes the pod: ${why}. The pod requests ${requestsOf(pod)}. ` +
    'Leave out the highest renditions, choose a faster preset, set spec.podTemplate.resources, or add a node';
  return { reason: readyReasons.unschedulable, message };
};

const ending = ({ lastState }: ContainerStatus): string => {
  const ended = lastState?.terminated;
  return ended ? ` It last ended with exit code ${ended.exitCode} (${ended.reason ?? 'no reason given'}).` : '';
};

const waiting = (pod: Pod): Explanation | undefined => {
  const container = pod.status?.containerStatuses?.[0];
  const state = container?.state?.waiting;
  if (!container || !state?.reason) return undefined;
  const { namespace = '', name } = pod.metadata;
  const pullFault = imagePullFault(pod);
  if (pullFault !== undefined) return { reason: readyReasons.imagePull, message: pullFault };
  if (state.reason === 'CrashLoopBackOff') {
    const message = `The transcoder keeps ending.${ending(container)} See: kubectl logs --namespace ${namespace} --previous ${name}`;
    return { reason: readyReasons.crashLooping, message };
  }
  if (state.reason === 'ContainerCreating' || state.reason === 'PodInitializing') return undefined;
  return { reason: readyReasons.podNotReady, message: `The container waits: ${state.message ?? state.reason}` };
};

/** True when the pod listened before: its condition `Ready` changed after its container had started. */
const wasReady = (pod: Pod): boolean => {
  const startedAt = pod.status?.containerStatuses?.[0]?.state?.running?.startedAt;
  const changedAt = podConditionOf(pod, 'Ready')?.lastTransitionTime;
  return Date.parse(changedAt ?? '') > Date.parse(startedAt ?? '');
};

const notReady = (pod: Pod): Explanation => {
  const restarts = pod.status?.containerStatuses?.[0]?.restartCount ?? 0;
  return restarts > 0 || wasReady(pod)
    ? {
        reason: readyReasons.podNotReady,
        message: `The transcoder does not listen on SRT${restarts > 0 ? `; its container restarted ${restarts} times` : ''}`,
      }
    : { reason: readyReasons.podStarting, message: 'The pod is being scheduled and started' };
};

const explain = (pod: Pod, ready: boolean): Explanation => {
  if (pod.metadata.deletionTimestamp) {
    return { reason: readyReasons.podTerminating, message: 'The pod closes its last segment and uploads what is left' };
  }
  if (ready) return { reason: readyReasons.listening, message: 'An encoder may connect' };
  return unschedulable(pod) ?? waiting(pod) ?? notReady(pod);
};

/** Reads a pod's status. Pure. */
export const podFacts = (pod: Pod): PodFacts => {
  const ready = podConditionOf(pod, 'Ready')?.status === 'True';
  const phase = pod.status?.phase;
  return {
    pod,
    name: pod.metadata.name,
    uid: pod.metadata.uid ?? '',
    terminating: pod.metadata.deletionTimestamp !== undefined,
    finished: phase === 'Failed' || phase === 'Succeeded',
    hasAddress: pod.status?.podIP !== undefined,
    ready,
    explanation: explain(pod, ready),
    specHash: pod.metadata.annotations?.[annotations.podSpecHash],
  };
};
