/**
 * Changes of a stream: a merge patch of what was chosen. What a running pod cannot take over waits until the stream is idle, and
 * the condition `Reconciling` says so.
 */
import type { LiveStream } from '@kubecast/crds/livestream';
import { isConflict } from '@kubecast/runtime/api-error';
import { clusterRefusal } from '../../cluster/cluster-refusal.ts';
import { deleteLiveStream, type LiveStreamReference, patchLiveStream } from '../../cluster/live-streams.ts';
import { ApiError } from '../../problems/api-error.ts';
import { forgetLiveStream } from '../../projection/project-live-stream.ts';
import type { Stream } from './stream.ts';
import { type StreamChoices, settingNamed, specFor } from './stream-settings.ts';
import { forgetGone, readManaged, readResource, type StreamRequest, type StreamsService } from './streams-service.ts';

const referenceOf = ({ namespace, name, id: uid }: Stream): LiveStreamReference => ({ namespace, name, uid });

/** The status is written beside the settings, and moves the resourceVersion too. */
const patchAttempts = 5;

const changedMeanwhile = (attempt: string): ApiError =>
  new ApiError('Conflict', `Could not ${attempt}: its settings were changed meanwhile; read it again`);

const patchOnce = async (
  { cluster }: StreamsService,
  stream: Stream,
  change: { readonly spec: object; readonly resourceVersion?: string },
  attempt: string,
): Promise<LiveStream | undefined> => {
  try {
    return await patchLiveStream(cluster, referenceOf(stream), change);
  } catch (error) {
    throw clusterRefusal(error, attempt, settingNamed);
  }
};

/** Only upon the settings that the caller has read. @throws ApiError Conflict */
const patchUpon = async (
  service: StreamsService,
  { stream, generation, spec }: { readonly stream: Stream; readonly generation: number; readonly spec: object },
  request: StreamRequest,
): Promise<LiveStream | undefined> => {
  for (let left = patchAttempts; left > 0; left -= 1) {
    const { metadata } = await readResource(service, stream, request);
    if (metadata.generation !== generation) break;
    try {
      return await patchOnce(service, stream, { spec, resourceVersion: metadata.resourceVersion }, request.attempt);
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
  throw changedMeanwhile(request.attempt);
};

/** The LiveStream as changed. @throws ApiError as {@link readManaged}; RequestInvalid by field; Conflict */
export const changeStream = async (
  service: StreamsService,
  request: StreamRequest,
  choices: StreamChoices,
  generation?: number,
): Promise<LiveStream> => {
  const stream = await readManaged(service, request);
  const spec = specFor(choices);
  const changed = await (generation === undefined
    ? patchOnce(service, stream, { spec }, request.attempt)
    : patchUpon(service, { stream, generation, spec }, request));
  return changed ?? (await forgetGone(service, request));
};

/** Deletes the LiveStream and its row; its recordings stay. One that is gone already is none the less deleted. */
export const deleteStream = async (service: StreamsService, request: StreamRequest): Promise<void> => {
  const stream = await readManaged(service, request);
  try {
    await deleteLiveStream(service.cluster, referenceOf(stream));
  } catch (error) {
    throw clusterRefusal(error, request.attempt);
  }
  await forgetLiveStream(service.pool, stream.id);
};
