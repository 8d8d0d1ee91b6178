/** A new stream: a LiveStream under a name of its title, unless the user has as many as one may. */
import type { LiveStream } from '@kubecast/crds/livestream';
import { type Caller, callerId, isAdmin } from '../../access/caller.ts';
import type { CreationTurns } from '../../access/creation-turns.ts';
import { clusterRefusal } from '../../cluster/cluster-refusal.ts';
import { countLiveStreams, createLiveStream } from '../../cluster/live-streams.ts';
import { ApiError } from '../../problems/api-error.ts';
import { chosenRenditions } from './chosen-renditions.ts';
import { underFreeName } from './free-name.ts';
import { assertWithinLimit, ladderLimitOf } from './ladder-limit.ts';
import { builtInLadders, type LadderPreset } from './ladder-presets.ts';
import type { CreateStreamBody } from './schemas.ts';
import { type RenditionSettings, settingNamed, specFor } from './stream-settings.ts';
import type { StreamsService } from './streams-service.ts';

export interface StreamCreation {
  readonly service: StreamsService;
  readonly inTurn: CreationTurns;
  /** Of the operator that takes care of the new stream; undefined: the one without a shard. */
  readonly shard: string | undefined;
  readonly streamsPerUser: number;
  readonly presets: readonly LadderPreset[];
  /** Of a stream for which none are chosen; undefined: the CRD's own. */
  readonly defaultRenditions: readonly RenditionSettings[] | undefined;
}

const attempt = 'create the stream';

const ensureRoom = async ({ service, streamsPerUser }: StreamCreation, ownerId: string): Promise<void> => {
  const count = await countLiveStreams(service.cluster, { namespace: service.namespace, ownerId });
  if (count < streamsPerUser) return;
  const detail = `Could not ${attempt}: you have ${count} of at most ${streamsPerUser}; delete one first`;
  throw new ApiError('StreamLimitReached', detail);
};

/** What is not chosen is as the CRD has it. @throws ApiError RequestInvalid */
const assertLadder = (
  { presets }: StreamCreation,
  { encodingPreset = 'veryfast' }: CreateStreamBody,
  renditions: readonly RenditionSettings[] = builtInLadders[0]?.renditions ?? [],
): void => assertWithinLimit({ renditions, encodingPreset }, ladderLimitOf(presets), attempt);

/**
 * Creates it. Two replicas never count at once for one user, and they count what the cluster has, not rows.
 *
 * @throws ApiError StreamLimitReached, RequestInvalid (by field), ClusterRefuses, Busy
 */
export const createStream = async (
  creation: StreamCreation,
  caller: Caller,
  body: CreateStreamBody,
): Promise<LiveStream> => {
  const { service, shard, inTurn, presets, defaultRenditions } = creation;
  const { cluster, namespace } = service;
  const ownerId = callerId(caller);
  const renditions = chosenRenditions(body, presets) ?? defaultRenditions;
  if (!isAdmin(caller)) assertLadder(creation, body, renditions);
  const desired = { namespace, ownerId, shard, spec: specFor({ ...body, renditions }) };
  return await inTurn(ownerId, async () => {
    await ensureRoom(creation, ownerId);
    return await underFreeName(body.title, (name) => createLiveStream(cluster, { ...desired, name })).catch(
      (error: unknown) => {
        throw clusterRefusal(error, attempt, settingNamed);
      },
    );
  });
};
