/** What a recording's owner may do with it: try again, delete. */
import { callerId } from '../../access/caller.ts';
import { clusterRefusal } from '../../cluster/cluster-refusal.ts';
import { askForRetry, deleteRecording } from '../../cluster/recordings.ts';
import { ApiError } from '../../problems/api-error.ts';
import { forgetRecording, projectRecording } from '../../projection/project-recording.ts';
import { ensureClipRoom } from './clip-room.ts';
import type { Recording } from './recording.ts';
import { findRecording } from './recordings-repository.ts';
import { type RecordingRequest, type RecordingsService, readManaged, recordingNotFound } from './recordings-service.ts';

const referenceOf = ({ namespace, name, id: uid }: Recording) => ({ namespace, name, uid });

const refused = (attempt: string) => (error: unknown) => {
  throw clusterRefusal(error, attempt);
};

/**
 * Has one that failed tried again.
 *
 * @throws ApiError NotFound, ManagedElsewhere, Conflict, RecordingNotFailed, ClipLimitReached for a clip
 */
export const retryRecording = async (service: RecordingsService, request: RecordingRequest): Promise<Recording> => {
  const { databases, cluster, now } = service;
  const { attempt } = request;
  const recording = await readManaged(service, request);
  if (recording.state !== 'failed') {
    throw new ApiError('RecordingNotFailed', `Could not ${attempt}: it has not failed; it goes on by itself`);
  }
  if (recording.range !== null) {
    const ownerId = recording.ownerId ?? callerId(request.caller);
    await ensureClipRoom(databases.recordings, { ownerId, now: now(), attempt }, 'again');
  }
  const value = now().toISOString();
  const changed = await askForRetry(cluster, referenceOf(recording), value).catch(refused(attempt));
  if (!changed) {
    await forgetRecording(databases.recordings, recording.id);
    throw recordingNotFound(attempt);
  }
  await projectRecording(databases.recordings, changed);
  return (await findRecording(databases.recordings, recording.id)) ?? recording;
};

/**
 * Deletes the Recording, and with it what is in the bucket of recordings; its video stays.
 *
 * @throws ApiError NotFound, ManagedElsewhere
 */
export const removeRecording = async (service: RecordingsService, request: RecordingRequest): Promise<void> => {
  const recording = await readManaged(service, request);
  await deleteRecording(service.cluster, referenceOf(recording)).catch(refused(request.attempt));
  await forgetRecording(service.databases.recordings, recording.id);
};
