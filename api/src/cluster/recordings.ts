/** Recordings as the api writes them: clips that people ask for, another try, deletion. */
import { annotations } from '@kubecast/crds/names';
import { type Recording, type RecordingSpecInput, recordingKind } from '@kubecast/crds/recording';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { createObject, deleteObject, type ExactReference, type NewObject, patchObject } from './exact-object.ts';

export type NewRecording = Omit<NewObject<RecordingSpecInput>, 'annotations'>;

/** @throws ApiError of the runtime: `isAlreadyExists`, `isInvalid` where the spec breaks a rule */
export const createRecording = (client: KubernetesClient, recording: NewRecording): Promise<Recording> =>
  createObject<Recording>(client, recordingKind, recording);

/**
 * Has the operator try again one that failed: `value` is any that was not asked with before. Undefined when it is gone, also where
 * another has its name. @throws ApiError of the runtime, `isConflict`
 */
export const askForRetry = (
  client: KubernetesClient,
  reference: ExactReference,
  value: string,
): Promise<Recording | undefined> =>
  patchObject<Recording>(client, recordingKind, reference, {
    metadata: { annotations: { [annotations.retry]: value } },
  });

/** Deletes this very Recording. One that is gone is no error. */
export const deleteRecording = (client: KubernetesClient, reference: ExactReference): Promise<void> =>
  deleteObject(client, recordingKind, reference);
