import { recordingReasons } from '@kubecast/crds/conditions';
import { pods } from '@kubecast/runtime/core-kinds';
import { deleteObject } from '@kubecast/runtime/delete-object';
import { objectKey } from '@kubecast/runtime/kubernetes-object';
import { WaitingError } from '@kubecast/runtime/reconcile-error';
import { mayHaveBeenReplaced } from './credentials-replaced.ts';
import type { EndedJob, JobFacts } from './job-facts.ts';
import { isSilent, judgeFailure, type Verdict } from './judge-failure.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';
import { lookAgain, type RecordingScope } from './recording-scope.ts';
import { isRetryAsked } from './settled.ts';

const leavingLookMs = 5_000;

/** Nothing but what a dead node does not say keeps a Job on its way out. Its end brings the next pass. */
const awaitEnd = async (
  { client }: RecordingDependencies,
  { job, lostPods }: Extract<JobFacts, { state: 'leaving' }>,
  signal: AbortSignal,
): Promise<never> => {
  for (const pod of lostPods) await deleteObject(client, pods, pod, { gracePeriodSeconds: 0, signal });
  throw new WaitingError(recordingReasons.terminating, `Job ${objectKey(job)} is being deleted`, leavingLookMs);
};

/** A Job that succeeded has left its result: without one, somebody took it, or it is another bucket's. */
const judge = ({ issuer }: RecordingDependencies, { secret }: RecordingScope, job: EndedJob): Verdict =>
  job.state === 'failed'
    ? judgeFailure(job, mayHaveBeenReplaced(job, secret, issuer))
    : judgeFailure({ ...job, end: { words: 'it succeeded, and recording.json is not there' } });

/** The old Job stays until the next one is made: it alone knows how many there were. */
const makeRoom = (scope: RecordingScope, { job, attempt }: EndedJob, silentJobs: number): void => {
  scope.predecessor = job;
  scope.attempt = attempt + 1;
  scope.silentJobs = silentJobs;
};

const follow = (scope: RecordingScope, job: EndedJob, verdict: Verdict, now: Date): void => {
  if (verdict.kind === 'giveUp') {
    scope.state = { kind: 'failed', reason: verdict.reason, message: verdict.message };
    return;
  }
  const leftMs = verdict.at.getTime() - now.getTime();
  if (leftMs > 0) {
    lookAgain(scope, leftMs);
    scope.state = { kind: 'progressing', reason: recordingReasons.retrying, message: verdict.message };
  } else makeRoom(scope, job, isSilent(job.end) ? job.silentJobs + 1 : 0);
};

/**
 * Decides what follows a Job that ended without a result: another one after a pause that grows, at once where its node was
 * lost, or none before a person asks for it.
 *
 * Sets `state` while it waits and when it gives up, else `predecessor`, `attempt` and `silentJobs` for the next Job. Throws
 * WaitingError while one is on its way out.
 */
export const settleJob = async (
  dependencies: RecordingDependencies,
  scope: RecordingScope,
  signal: AbortSignal,
): Promise<void> => {
  const { job } = scope;
  scope.isRetried = job.state === 'none';
  if (job.state === 'none' || job.state === 'active') return;
  if (job.state === 'leaving') return awaitEnd(dependencies, job, signal);
  // A person's try is the first again. A lost node says nothing against its Job, and took its time.
  if (isRetryAsked(scope.recording)) scope.predecessor = job.job;
  else if (job.state === 'lost') makeRoom(scope, job, job.silentJobs);
  else follow(scope, job, judge(dependencies, scope, job), dependencies.now());
};
