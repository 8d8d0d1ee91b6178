import { fieldManager } from '@kubecast/crds/names';
import { recordingKind } from '@kubecast/crds/recording';
import { isAlreadyExists } from '@kubecast/runtime/api-error';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { parseKubernetesObject } from '@kubecast/runtime/kubernetes-object';
import type { ResourceKind } from '@kubecast/runtime/resource-kind';
import { desiredSessionRecording, type NewRecording, type RecordedStream } from './desired-recording.ts';

const newRecordingKind: ResourceKind<NewRecording> = { ...recordingKind, parse: parseKubernetesObject<NewRecording> };

/**
 * Makes the Recording of a session, unless there is one by its name: that is as good, and is never changed. Whether the
 * session shall have one is for the caller to know (its epochs say so, and nobody deleted it before).
 *
 * @throws ApiError where the server refuses
 */
export const ensureSessionRecording = async (
  client: Pick<KubernetesClient, 'create'>,
  stream: RecordedStream,
  session: string,
  signal: AbortSignal,
): Promise<'created' | 'there'> => {
  try {
    await client.create(newRecordingKind, desiredSessionRecording(stream, session), { fieldManager, signal });
    return 'created';
  } catch (error) {
    if (isAlreadyExists(error)) return 'there';
    throw error;
  }
};
