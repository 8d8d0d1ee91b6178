/** What a recorder Job and its pods say, in the few words that decisions and conditions need. Pure. */
import { annotations } from '@kubecast/crds/names';
import { type RecorderOutcome, recorderOutcomeSchema } from '@kubecast/media/recorder-config';
import type { Job, Pod } from '@kubecast/runtime/core-kinds';
import type { ContainerStateTerminated } from 'kubernetes-types/core/v1.js';
import { isLost } from '../lost-pod.ts';

/** Why a recorder did not complete, in its own words. */
export type RecorderFailure = Extract<RecorderOutcome, { outcome: 'failed' }>;

/** How a try ended. */
export interface RecorderEnd {
  /** Absent where the recorder did not come to say it: it was killed, or its node was lost. */
  readonly failure?: RecorderFailure | undefined;
  /** When the recorder began; undefined where Kubernetes does not say. */
  readonly startedAt?: Date | undefined;
  /** For people: what Kubernetes knows of the end. */
  readonly words: string;
}

/** Where a Job stands. */
export type JobFacts =
  | { readonly state: 'none' }
  /** It was told to go, or is on the way out. `lostPods` may be what keeps it: their nodes will not say that they ended. */
  | { readonly state: 'leaving'; readonly job: Job; readonly lostPods: readonly Pod[] }
  /** `end`: of its newest pod that ended, when no other one is there yet. */
  | { readonly state: 'active'; readonly job: Job; readonly pod?: Pod; readonly end?: RecorderEnd }
  | EndedJob;

/** Nothing more comes of it. */
export interface EndedJob {
  /**
   * `succeeded` as soon as a pod did: the Job says so a moment later. `lost`: its pod's node does not answer, and Kubernetes
   * makes no other pod before it does.
   */
  readonly state: 'succeeded' | 'failed' | 'lost';
  readonly job: Job;
  readonly at: Date;
  /** How many Jobs it took so far, this one included. */
  readonly attempt: number;
  /** How many of those in a row, just before this one, ended without saying why. */
  readonly silentJobs: number;
  readonly end: RecorderEnd;
}

const terminationOf = ({ status }: Pod): ContainerStateTerminated | undefined =>
  status?.containerStatuses?.[0]?.state?.terminated;

/**
 * True for a pod that will not run again, by its own word: its one container has ended, and is never started again. The phase
 * follows some seconds later.
 */
export const isOver = (pod: Pod): boolean =>
  pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed' || terminationOf(pod) !== undefined;

const hasSucceeded = (pod: Pod): boolean => pod.status?.phase === 'Succeeded' || terminationOf(pod)?.exitCode === 0;

const createdMs = ({ metadata }: Pod): number => Date.parse(metadata.creationTimestamp ?? '') || 0;

const newest = (pods: readonly Pod[]): Pod | undefined =>
  pods.toSorted((a, b) => createdMs(b) - createdMs(a) || (a.metadata.name < b.metadata.name ? 1 : -1))[0];

const terminatedOf = (pod: Pod): ContainerStateTerminated | undefined =>
  terminationOf(pod) ?? pod.status?.containerStatuses?.[0]?.lastState?.terminated;

const parseFailure = (message: string | undefined): RecorderFailure | undefined => {
  try {
    const { data } = recorderOutcomeSchema.safeParse(JSON.parse(message ?? ''));
    return data?.outcome === 'failed' ? data : undefined;
  } catch {
    return undefined;
  }
};

const wordsOf = (pod: Pod, terminated: ContainerStateTerminated | undefined): string => {
  const { reason, message } = pod.status ?? {};
  if (reason) return `${reason}: ${message ?? 'no explanation'}`;
  if (!terminated) return 'Kubernetes does not say why';
  return `exit code ${terminated.exitCode} (${terminated.reason ?? 'no reason given'})`;
};

const endOf = (pod: Pod): RecorderEnd => {
  const terminated = terminatedOf(pod);
  const startedAt = terminated?.startedAt;
  return {
    failure: parseFailure(terminated?.message),
    startedAt: startedAt === undefined ? undefined : new Date(startedAt),
    words: wordsOf(pod, terminated),
  };
};

const conditionOf = ({ status }: Job, type: string) =>
  status?.conditions?.find((condition) => condition.type === type && condition.status === 'True');

const countOf = ({ metadata }: Job, annotation: string): number => Number(metadata.annotations?.[annotation]) || 0;

const endedFacts = (state: EndedJob['state'], job: Job, last: Pod | undefined): EndedJob => {
  const condition = conditionOf(job, 'Failed') ?? conditionOf(job, 'Complete');
  const at =
    condition?.lastTransitionTime ?? (last && terminatedOf(last)?.finishedAt) ?? job.metadata.creationTimestamp;
  return {
    state,
    job,
    at: new Date(at ?? 0),
    attempt: countOf(job, annotations.attempt) || 1,
    silentJobs: countOf(job, annotations.silentJobs),
    end: last ? endOf(last) : { words: condition?.message ?? 'Kubernetes does not say why' },
  };
};

/** Of a Job that nothing says to have ended. */
const openFacts = (job: Job, pods: readonly Pod[], now: Date): JobFacts => {
  const open = pods.filter((pod) => !isOver(pod));
  const running = newest(open.filter((pod) => !isLost(pod, now)));
  if (running) return { state: 'active', job, pod: running };
  const lost = newest(open);
  if (lost) return endedFacts('lost', job, lost);
  const last = newest(pods);
  return { state: 'active', job, ...(last && { end: endOf(last) }) };
};

/** `pods` are the Job's. */
export const jobFacts = (job: Job | undefined, pods: readonly Pod[], now: Date): JobFacts => {
  if (!job) return { state: 'none' };
  if (job.metadata.deletionTimestamp) {
    return { state: 'leaving', job, lostPods: pods.filter((pod) => !isOver(pod) && isLost(pod, now)) };
  }
  const last = newest(pods.filter(isOver));
  if (conditionOf(job, 'Failed')) return endedFacts('failed', job, last);
  if (conditionOf(job, 'Complete') || (last && hasSucceeded(last))) return endedFacts('succeeded', job, last);
  return openFacts(job, pods, now);
};
