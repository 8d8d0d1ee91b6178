/**
 * Changes of a stream: a merge patch of what was chosen, upon what was read, so that it is still the caller's. What a running pod
 * cannot take over waits until the stream is idle, and the condition `Reconciling` says so.
 */
import type { LiveStream } from '@kubecast/crds/livestream';
import { isConflict } from '@kubecast/runtime/api-error';
import { isAdmin } from '../../access/caller.ts';
import { clusterRefusal } from '../../cluster/cluster-refusal.ts';
import type { ExactReference } from '../../cluster/exact-object.ts';
import { deleteLiveStream, patchLiveStream } from '../../cluster/live-streams.ts';
import { ApiError } from '../../problems/api-error.ts';
import { forgetLiveStream } from '../../projection/project-live-stream.ts';
import { assertWithinLimit, type LadderLimit } from './ladder-limit.ts';
import type { Stream } from './stream.ts';
import { type StreamChoices, settingNamed, settingsOf, specFor } from './stream-settings.ts';
import {
  findOwnResource,
  forgetGone,
  readManaged,
  readOwnResource,
  type StreamRequest,
  type StreamsService,
} from './streams-service.ts';

/** What is chosen, and what that depends on. */
export interface StreamChange {
  readonly choices: StreamChoices;
  /** Only upon the settings that the caller has read; undefined: whichever there are. */
  readonly generation?: number | undefined;
  /** Of what others than administrators may choose. */
  readonly ladderLimit: LadderLimit;
}

const referenceOf = ({ namespace, name, id: uid }: Stream): ExactReference => ({ namespace, name, uid });

/** The status is written beside the settings, and moves the resourceVersion too. */
const patchAttempts = 5;

const changedMeanwhile = (attempt: string): ApiError =>
  new ApiError('Conflict', `Could not ${attempt}: its settings were changed meanwhile; read it again`);

type Check = (liveStream: LiveStream) => void;

/** Where `check` lets what was read be changed. @throws ApiError Conflict, and as `check` does */
const patchChecked = async (
  service: StreamsService,
  request: StreamRequest,
  spec: object,
  check: Check,
): Promise<LiveStream> => {
  const stream = await readManaged(service, request);
  for (let left = patchAttempts; left > 0; left -= 1) {
    const liveStream = await readOwnResource(service, stream, request);
    check(liveStream);
    const { resourceVersion } = liveStream.metadata;
    try {
      const changed = await patchLiveStream(service.cluster, referenceOf(stream), { spec, resourceVersion });
      return changed ?? (await forgetGone(service, request));
    } catch (error) {
      if (!isConflict(error)) throw clusterRefusal(error, request.attempt, settingNamed);
    }
  }
  throw changedMeanwhile(request.attempt);
};

/** A ladder and a preset count together, chosen in whichever order. */
const assertLadder = (liveStream: LiveStream, { choices, ladderLimit }: StreamChange, request: StreamRequest): void => {
  const { renditions, encodingPreset } = choices;
  if (isAdmin(request.caller) || (renditions === undefined && encodingPreset === undefined)) return;
  const current = settingsOf(liveStream);
  const encoding = {
    renditions: renditions ?? current.renditions,
    encodingPreset: encodingPreset ?? current.encodingPreset,
  };
  assertWithinLimit(encoding, ladderLimit, request.attempt);
};

/** The LiveStream as changed. @throws ApiError as {@link readManaged}; RequestInvalid by field; Conflict */
export const changeStream = (
  service: StreamsService,
  request: StreamRequest,
  change: StreamChange,
): Promise<LiveStream> =>
  patchChecked(service, request, specFor(change.choices), (liveStream) => {
    const { generation = liveStream.metadata.generation } = change;
    if (generation !== liveStream.metadata.generation) throw changedMeanwhile(request.attempt);
    assertLadder(liveStream, change, request);
  });

/** No encoder gets in until it is opened again. The LiveStream as changed. @throws ApiError as {@link changeStream} */
export const endStream = (service: StreamsService, request: StreamRequest): Promise<LiveStream> =>
  patchChecked(service, request, specFor({ suspended: true }), () => undefined);

/** Deletes the LiveStream and its row; its recordings stay. One that is gone already is none the less deleted. */
export const deleteStream = async (service: StreamsService, request: StreamRequest): Promise<void> => {
  const stream = await readManaged(service, request);
  await findOwnResource(service, stream, request);
  try {
    await deleteLiveStream(service.cluster, referenceOf(stream));
  } catch (error) {
    throw clusterRefusal(error, request.attempt);
  }
  await forgetLiveStream(service.pool, stream.id);
};
