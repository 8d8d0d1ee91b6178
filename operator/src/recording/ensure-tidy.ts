import { jobs, secrets } from '@kubecast/runtime/core-kinds';
import { deleteObject } from '@kubecast/runtime/delete-object';
import { isControlledBy } from '@kubecast/runtime/kubernetes-object';
import { recordingNameOf } from './recording-child-metadata.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';
import type { RecordingScope } from './recording-scope.ts';

/**
 * Ensures that no parts of videos and no credentials lie about when no recorder needs them any more: the Recording is complete,
 * or has failed. The Job stays for an hour, with its pod's log, unless a lost node keeps it from ending: it would go on when
 * that comes back.
 */
export const ensureTidy = async (
  { client, bucket, progress }: RecordingDependencies,
  { recording, job, secret, state }: RecordingScope,
  signal: AbortSignal,
): Promise<void> => {
  if (state?.kind !== 'complete' && state?.kind !== 'failed') return;
  progress.forget(recording.metadata.uid);
  if (job.state === 'lost' || job.state === 'active') await deleteObject(client, jobs, job.job, { signal });
  await bucket.abortUploads(recordingNameOf(recording), signal);
  if (secret && isControlledBy(secret, recording)) await deleteObject(client, secrets, secret, { signal });
};
