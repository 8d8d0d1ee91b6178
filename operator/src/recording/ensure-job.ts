import { recordingReasons } from '@kubecast/crds/conditions';
import { fieldManager } from '@kubecast/crds/names';
import { isAlreadyExists } from '@kubecast/runtime/api-error';
import { assertApplicable } from '@kubecast/runtime/apply-ownership';
import { type Job, jobs } from '@kubecast/runtime/core-kinds';
import { deleteObject } from '@kubecast/runtime/delete-object';
import { desiredRecorderJob } from './desired-recorder-job.ts';
import { explainJobRefusal } from './job-refusal.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';
import { lookAgain, type RecordingScope } from './recording-scope.ts';
import { workMebibytes } from './work-size.ts';

/** Until the informer has heard of what the server has. */
const cacheRetryMs = 1_000;

/** Its pods go after it. */
const discard = async (
  { client, discardedJobs }: RecordingDependencies,
  { predecessor, attempt, log }: RecordingScope,
  signal: AbortSignal,
): Promise<void> => {
  if (!predecessor) return;
  log.info({ job: predecessor.metadata.name, nextAttempt: attempt }, 'Deleting a Job that ended without a result');
  await deleteObject(client, jobs, predecessor, { signal });
  if (predecessor.metadata.uid !== undefined) discardedJobs.add(predecessor.metadata.uid);
};

const create = async ({ client }: RecordingDependencies, desired: Job, signal: AbortSignal): Promise<void> => {
  try {
    await client.create(jobs, desired, { fieldManager, signal });
  } catch (error) {
    if (!isAlreadyExists(error)) throw explainJobRefusal(error);
    assertApplicable(desired, await client.get(jobs, desired.metadata, { signal }));
  }
};

/**
 * Ensures that a Job works on the Recording, with as much room as its segments need. The one before it goes in the same
 * breath: it tells how many there were.
 *
 * Sets `state`, and that a try that was asked for begins. Throws StalledError where the cluster refuses the Job or somebody
 * else has its name, WaitingError while one is on its way out.
 */
export const ensureJob = async (
  dependencies: RecordingDependencies,
  scope: RecordingScope,
  signal: AbortSignal,
): Promise<void> => {
  const { recording, job, media, attempt, silentJobs, log } = scope;
  if (job.state === 'active') return;
  const size = { workMebibytes: workMebibytes(media?.bytes ?? 0), attempt, silentJobs };
  const desired = desiredRecorderJob(recording, dependencies.settings, size);
  await discard(dependencies, scope, signal);
  scope.isRetried = true;
  log.info({ segments: media?.segments, bytes: media?.bytes, ...size }, 'Creating a Job');
  await create(dependencies, desired, signal);
  scope.keepsTurn = true;
  lookAgain(scope, cacheRetryMs);
  const message = 'The recorder is being started';
  scope.state = { kind: 'progressing', reason: recordingReasons.pending, message };
};
