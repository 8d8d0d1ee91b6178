/** How many clips a user may have made: each is work for a recorder, and what comes of it stays in the bucket. */
import type { Queryable } from '../../database/queryable.ts';
import { ApiError } from '../../problems/api-error.ts';
import { countClips } from './recordings-repository.ts';

const mostOpen = 10;
const mostADay = 50;
const dayMs = 86_400_000;

/** For whom, when, and what for: `attempt` as in `make the clip`. */
export interface ClipRoom {
  readonly ownerId: string;
  readonly now: Date;
  readonly attempt: string;
}

/** `again`: of one that is there already, which a day's count has. @throws ApiError ClipLimitReached */
export const ensureClipRoom = async (
  database: Queryable,
  { ownerId, now, attempt }: ClipRoom,
  kind: 'new' | 'again',
): Promise<void> => {
  const { open, recent } = await countClips(database, ownerId, new Date(now.getTime() - dayMs));
  const refuse = (why: string): ApiError => new ApiError('ClipLimitReached', `Could not ${attempt}: ${why}`);
  if (open >= mostOpen) throw refuse(`${mostOpen} clips are still being made; wait for them, or delete some`);
  if (kind === 'new' && recent >= mostADay) throw refuse(`${mostADay} clips were made within a day; come again later`);
};
