import { recordingReasons } from '@kubecast/crds/conditions';
import { type Job, jobs } from '@kubecast/runtime/core-kinds';
import { deleteObject } from '@kubecast/runtime/delete-object';
import type { EndedJob } from './job-facts.ts';
import { judgeFailure, type Verdict } from './judge-failure.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';
import { lookAgain, type RecordingScope } from './recording-scope.ts';
import { isRetryAsked } from './settled.ts';

/** A Job that succeeded has left its result: without one, somebody took it, or it is another bucket's. */
const judge = (job: EndedJob): Verdict =>
  judgeFailure(
    job.state === 'failed' ? job : { ...job, end: { words: 'it succeeded, and recording.json is not there' } },
  );

/** Makes room for another Job. The pods of the old one go after it. */
const discard = async (
  { client, discardedJobs }: RecordingDependencies,
  scope: RecordingScope,
  job: Job,
  signal: AbortSignal,
): Promise<void> => {
  const { uid } = job.metadata;
  scope.log.info({ job: job.metadata.name, nextAttempt: scope.attempt }, 'Deleting a Job that failed');
  await deleteObject(client, jobs, job, { signal });
  if (uid !== undefined) discardedJobs.add(uid);
  scope.job = { state: 'none' };
  scope.secret = undefined;
};

/**
 * Decides what follows a Job that failed: another one after a pause that grows, or none before a person asks for it.
 *
 * Sets `state` while it waits and when it gives up, else `job` and `secret` to none and `attempt` to that of the next Job.
 */
export const settleJob = async (
  dependencies: RecordingDependencies,
  scope: RecordingScope,
  signal: AbortSignal,
): Promise<void> => {
  const { job } = scope;
  if (job.state !== 'failed' && job.state !== 'succeeded') return;
  if (isRetryAsked(scope.recording)) return discard(dependencies, scope, job.job, signal);
  const verdict = judge(job);
  if (verdict.kind === 'giveUp') {
    scope.state = { kind: 'failed', reason: verdict.reason, message: verdict.message };
    return;
  }
  const leftMs = verdict.at.getTime() - dependencies.now().getTime();
  if (leftMs > 0) {
    lookAgain(scope, leftMs);
    scope.state = { kind: 'progressing', reason: recordingReasons.retrying, message: verdict.message };
    return;
  }
  scope.attempt = job.attempt + 1;
  await discard(dependencies, scope, job.job, signal);
};
