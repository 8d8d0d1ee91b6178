import { recordingReasons } from '@kubecast/crds/conditions';
import { fieldManager } from '@kubecast/crds/names';
import { isAlreadyExists } from '@kubecast/runtime/api-error';
import { assertApplicable } from '@kubecast/runtime/apply-ownership';
import { type Job, jobs } from '@kubecast/runtime/core-kinds';
import { desiredRecorderJob } from './desired-recorder-job.ts';
import { explainJobRefusal } from './job-refusal.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';
import { lookAgain, type RecordingScope } from './recording-scope.ts';
import { workMebibytes } from './work-size.ts';

/** Until the informer has heard of what the server has. */
const cacheRetryMs = 1_000;

const create = async ({ client }: RecordingDependencies, desired: Job, signal: AbortSignal): Promise<void> => {
  try {
    await client.create(jobs, desired, { fieldManager, signal });
  } catch (error) {
    if (!isAlreadyExists(error)) throw explainJobRefusal(error);
    assertApplicable(desired, await client.get(jobs, desired.metadata, { signal }));
  }
};

/**
 * Ensures that a Job works on the Recording, with as much room as its segments need.
 *
 * Sets `state`. Throws StalledError where the cluster refuses the Job or somebody else has its name, WaitingError while one is
 * on its way out.
 */
export const ensureJob = async (
  dependencies: RecordingDependencies,
  scope: RecordingScope,
  signal: AbortSignal,
): Promise<void> => {
  const { recording, job, media, attempt, log } = scope;
  if (job.state === 'active') return;
  const size = { workMebibytes: workMebibytes(media?.bytes ?? 0), attempt };
  const desired = desiredRecorderJob(recording, dependencies.settings, size);
  log.info({ segments: media?.segments, bytes: media?.bytes, ...size }, 'Creating a Job');
  await create(dependencies, desired, signal);
  lookAgain(scope, cacheRetryMs);
  const message = 'The recorder is being started';
  scope.state = { kind: 'progressing', reason: recordingReasons.pending, message };
};
