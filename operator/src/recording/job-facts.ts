/** What a recorder Job and its pods say, in the few words that decisions and conditions need. Pure. */
import { annotations } from '@kubecast/crds/names';
import { type RecorderOutcome, recorderOutcomeSchema } from '@kubecast/media/recorder-config';
import type { Job, Pod } from '@kubecast/runtime/core-kinds';
import type { ContainerStateTerminated, ContainerStatus } from 'kubernetes-types/core/v1.js';

/** Why a recorder did not complete, in its own words. */
export type RecorderFailure = Extract<RecorderOutcome, { outcome: 'failed' }>;

/** How a try ended. */
export interface RecorderEnd {
  /** Absent where the recorder did not come to say it: it was killed, or its node was lost. */
  readonly failure?: RecorderFailure | undefined;
  /** For people: what Kubernetes knows of the end. */
  readonly words: string;
}

/** Where a Job stands. */
export type JobFacts =
  | { readonly state: 'none' }
  /** It was told to go, or is on the way out. */
  | { readonly state: 'leaving'; readonly job: Job }
  /** `end`: of its newest pod that ended, when no other one is there yet. */
  | { readonly state: 'active'; readonly job: Job; readonly pod?: Pod; readonly end?: RecorderEnd }
  | EndedJob;

/** Nothing more comes of it. */
export interface EndedJob {
  /** `succeeded` as soon as a pod did: the Job says so a moment later. */
  readonly state: 'succeeded' | 'failed';
  readonly job: Job;
  readonly at: Date;
  /** How many Jobs it took so far, this one included. */
  readonly attempt: number;
  readonly end: RecorderEnd;
}

const isOver = ({ status }: Pod): boolean => status?.phase === 'Succeeded' || status?.phase === 'Failed';

const createdMs = ({ metadata }: Pod): number => Date.parse(metadata.creationTimestamp ?? '') || 0;

const newest = (pods: readonly Pod[]): Pod | undefined =>
  pods.toSorted((a, b) => createdMs(b) - createdMs(a) || (a.metadata.name < b.metadata.name ? 1 : -1))[0];

const terminatedOf = (pod: Pod): ContainerStateTerminated | undefined => {
  const container: ContainerStatus | undefined = pod.status?.containerStatuses?.[0];
  return container?.state?.terminated ?? container?.lastState?.terminated;
};

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
  return { failure: parseFailure(terminated?.message), words: wordsOf(pod, terminated) };
};

const conditionOf = ({ status }: Job, type: string) =>
  status?.conditions?.find((condition) => condition.type === type && condition.status === 'True');

const endedFacts = (state: EndedJob['state'], job: Job, last: Pod | undefined): EndedJob => {
  const condition = conditionOf(job, 'Failed') ?? conditionOf(job, 'Complete');
  const at =
    condition?.lastTransitionTime ?? (last && terminatedOf(last)?.finishedAt) ?? job.metadata.creationTimestamp;
  return {
    state,
    job,
    at: new Date(at ?? 0),
    attempt: Number(job.metadata.annotations?.[annotations.attempt] ?? 1) || 1,
    end: last ? endOf(last) : { words: condition?.message ?? 'Kubernetes does not say why' },
  };
};

/** `pods` are the Job's. */
export const jobFacts = (job: Job | undefined, pods: readonly Pod[]): JobFacts => {
  if (!job) return { state: 'none' };
  if (job.metadata.deletionTimestamp) return { state: 'leaving', job };
  const last = newest(pods.filter(isOver));
  if (conditionOf(job, 'Failed')) return endedFacts('failed', job, last);
  if (conditionOf(job, 'Complete') || last?.status?.phase === 'Succeeded') return endedFacts('succeeded', job, last);
  const running = newest(pods.filter((pod) => !isOver(pod)));
  return { state: 'active', job, ...(running && { pod: running }), ...(!running && last && { end: endOf(last) }) };
};
