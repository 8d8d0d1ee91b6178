/** Recordings as the api writes them: clips that people ask for, another try, deletion. Each write is to one very object, by its uid. */
import { annotations, apiVersion, shardLabel } from '@kubecast/crds/names';
import { parseRecording, type Recording, type RecordingSpecInput, recordingKind } from '@kubecast/crds/recording';
import { isConflict, isNotFound } from '@kubecast/runtime/api-error';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { resourcePath } from '@kubecast/runtime/resource-kind';
import { apiFieldManager, clusterTimeoutMs } from './field-manager.ts';

/** One very Recording. */
export interface RecordingReference {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

export interface NewRecording {
  readonly namespace: string;
  readonly name: string;
  /** Of the operator that is to take care of it; undefined: the one without a shard. */
  readonly shard: string | undefined;
  readonly spec: RecordingSpecInput;
}

const timeoutMs = clusterTimeoutMs;

/** @throws ApiError of the runtime: `isAlreadyExists`, `isInvalid` where the spec breaks a rule */
export const createRecording = async (
  client: KubernetesClient,
  { namespace, name, shard, spec }: NewRecording,
): Promise<Recording> => {
  const labels = { 'app.kubernetes.io/managed-by': apiFieldManager, [shardLabel]: shard };
  const { body } = await client.request({
    method: 'POST',
    path: `${resourcePath(recordingKind, { namespace })}?fieldManager=${apiFieldManager}`,
    body: { apiVersion, kind: recordingKind.kind, metadata: { namespace, name, labels }, spec },
    attempt: `create Recording ${namespace}/${name}`,
    timeoutMs,
  });
  return parseRecording(body);
};

/**
 * Has the operator try again one that failed: `value` is any that was not asked with before. Undefined when it is gone, also where
 * another has its name.
 */
export const askForRetry = async (
  client: KubernetesClient,
  { uid, ...reference }: RecordingReference,
  value: string,
): Promise<Recording | undefined> => {
  const patch = { metadata: { uid, annotations: { [annotations.retry]: value } } };
  try {
    return await client.mergePatch(recordingKind, reference, { patch, fieldManager: apiFieldManager, timeoutMs });
  } catch (error) {
    if (isNotFound(error) || isConflict(error)) return undefined;
    throw error;
  }
};

/** Deletes this very Recording. One that is gone is no error. */
export const deleteRecording = async (client: KubernetesClient, reference: RecordingReference): Promise<void> => {
  try {
    await client.delete(recordingKind, reference, { preconditions: { uid: reference.uid }, timeoutMs });
  } catch (error) {
    if (!isNotFound(error) && !isConflict(error)) throw error;
  }
};
