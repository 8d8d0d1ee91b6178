/**
 * The end of a Recording: nobody works on it any more, then its objects are taken care of, then it may go. A step that fails
 * is tried again, and the Recording says why it is still there.
 */
import { recordingReasons } from '@kubecast/crds/conditions';
import { fieldManager, recordingFinalizer, recordingLabel } from '@kubecast/crds/names';
import { recordingKind } from '@kubecast/crds/recording';
import { isNotFound } from '@kubecast/runtime/api-error';
import { type Job, jobs, pods } from '@kubecast/runtime/core-kinds';
import { deleteObject } from '@kubecast/runtime/delete-object';
import { removeFinalizer } from '@kubecast/runtime/finalizer';
import { isControlledBy } from '@kubecast/runtime/kubernetes-object';
import { WaitingError } from '@kubecast/runtime/reconcile-error';
import { isLost } from '../lost-pod.ts';
import { isOver } from './job-facts.ts';
import { isOfWholeSession, recordingNameOf } from './recording-child-metadata.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';
import type { RecordingScope } from './recording-scope.ts';

const podsLookMs = 2_000;

const findJob = async (
  { client }: RecordingDependencies,
  { recording }: RecordingScope,
  signal: AbortSignal,
): Promise<Job | undefined> => {
  const job = await client.get(jobs, recording.metadata, { signal }).catch((error: unknown) => {
    if (isNotFound(error)) return undefined;
    throw error;
  });
  return job && isControlledBy(job, recording) ? job : undefined;
};

/**
 * Asks the server, not the informers: they may not have heard of what the last pass made. A recorder on a node that does not
 * answer may write once more if that comes back; to wait for it would be to wait for ever.
 */
const endRecorder = async (
  dependencies: RecordingDependencies,
  scope: RecordingScope,
  signal: AbortSignal,
): Promise<void> => {
  const { client, now } = dependencies;
  const { namespace, name } = scope.recording.metadata;
  const job = await findJob(dependencies, scope, signal);
  if (job) {
    scope.log.info('Deleting the Job of a deleted Recording');
    await deleteObject(client, jobs, job, { signal });
  }
  const { items } = await client.list(pods, { namespace, labelSelector: `${recordingLabel}=${name}`, signal });
  const running = items.filter((pod) => !isOver(pod) && !isLost(pod, now()));
  if (running.length === 0) return;
  const names = running.map(({ metadata }) => metadata.name).join(', ');
  throw new WaitingError(recordingReasons.terminating, `Waiting for the recorder to end: ${names}`, podsLookMs);
};

/**
 * Ensures that a deleted Recording leaves what its policy says, and lets it go.
 *
 * Throws WaitingError while a recorder runs, ApiError and the errors of the object store.
 */
export const finalizeRecording = async (
  dependencies: RecordingDependencies,
  scope: RecordingScope,
  signal: AbortSignal,
): Promise<void> => {
  const { client, bucket } = dependencies;
  const { recording } = scope;
  await endRecorder(dependencies, scope, signal);
  const name = recordingNameOf(recording);
  if (isOfWholeSession(recording)) await bucket.leaveTombstone(name, signal);
  await bucket.abortUploads(name, signal);
  if (recording.spec.deletionPolicy === 'Delete') await bucket.deleteObjects(name, signal);
  await removeFinalizer(client, recordingKind, {
    object: recording,
    finalizer: recordingFinalizer,
    fieldManager,
    signal,
  });
};
