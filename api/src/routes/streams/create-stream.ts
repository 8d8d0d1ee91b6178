/** A new stream: a LiveStream under a name of its title, unless the user has as many as one may. */
import type { LiveStream } from '@kubecast/crds/livestream';
import { isAlreadyExists } from '@kubecast/runtime/api-error';
import type { BoundedRun } from '../../auth/bounded-concurrency.ts';
import { clusterRefusal } from '../../cluster/cluster-refusal.ts';
import { countLiveStreams, createLiveStream, type NewLiveStream } from '../../cluster/live-streams.ts';
import { ApiError } from '../../problems/api-error.ts';
import { chosenRenditions } from './chosen-renditions.ts';
import type { LadderPreset } from './ladder-presets.ts';
import type { CreateStreamBody } from './schemas.ts';
import { streamName } from './stream-name.ts';
import { settingNamed, specFor } from './stream-settings.ts';
import { withUserLock } from './streams-repository.ts';
import type { StreamsService } from './streams-service.ts';

export interface StreamCreation {
  readonly service: StreamsService;
  /** Each creation holds a connection to Postgres: only a few at once. */
  readonly fewAtOnce: BoundedRun;
  /** Of the operator that takes care of the new stream; undefined: the one without a shard. */
  readonly shard: string | undefined;
  readonly streamsPerUser: number;
  readonly presets: readonly LadderPreset[];
}

const attempt = 'create the stream';
/** A suffix of four has 1.7 million values. */
const nameAttempts = 3;

const ensureRoom = async ({ service, streamsPerUser }: StreamCreation, ownerId: string): Promise<void> => {
  const count = await countLiveStreams(service.cluster, { namespace: service.namespace, ownerId });
  if (count < streamsPerUser) return;
  const detail = `Could not ${attempt}: you have ${count} of at most ${streamsPerUser}; delete one first`;
  throw new ApiError('StreamLimitReached', detail);
};

const createUnderFreeName = async (
  { cluster }: StreamsService,
  title: string,
  desired: Omit<NewLiveStream, 'name'>,
): Promise<LiveStream> => {
  for (let left = nameAttempts - 1; ; left -= 1) {
    try {
      return await createLiveStream(cluster, { ...desired, name: streamName(title) });
    } catch (error) {
      if (!isAlreadyExists(error) || left === 0) throw clusterRefusal(error, attempt, settingNamed);
    }
  }
};

/**
 * Creates it. Two replicas never count at once for one user, and they count what the cluster has, not rows.
 *
 * @throws ApiError StreamLimitReached, RequestInvalid (by field), ClusterRefuses, Busy
 */
export const createStream = (
  creation: StreamCreation,
  ownerId: string,
  body: CreateStreamBody,
): Promise<LiveStream> => {
  const { service, shard, fewAtOnce, presets } = creation;
  const { title } = body;
  const spec = specFor({ ...body, renditions: chosenRenditions(body, presets) ?? presets[0]?.renditions });
  return fewAtOnce(() =>
    withUserLock(service.pool, ownerId, async () => {
      await ensureRoom(creation, ownerId);
      return createUnderFreeName(service, title, { namespace: service.namespace, ownerId, shard, spec });
    }),
  );
};
