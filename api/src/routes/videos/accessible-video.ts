/** A video as far as the caller may see or change it. */
import type { Pool } from 'pg';
import { type Caller, isOwner } from '../../access/caller.ts';
import { mayRead } from '../../grants/granted-thing.ts';
import { findGrantedVideo } from '../../grants/grants-repository.ts';
import { ApiError } from '../../problems/api-error.ts';
import type { Video } from './video.ts';
import { findVideo } from './videos-repository.ts';

/** Whose likes an answer speaks of. */
export const viewerIdOf = (caller: Caller): string | null => (caller.kind === 'user' ? caller.id : null);

const notFound = (): ApiError =>
  new ApiError('NotFound', 'Could not find the video: there is none with this id, or it is not yours to see');

/** @throws ApiError NotFound, also for what is private and another's */
export const visibleVideo = async (pool: Pool, id: string, caller: Caller): Promise<Video> => {
  const video = await findVideo(pool, id, viewerIdOf(caller));
  if (video && mayRead(caller, video)) return video;
  throw notFound();
};

/** The id, as the database writes it, of a video that is not to be shown. @throws ApiError NotFound as {@link visibleVideo} does */
export const visibleVideoId = async (pool: Pool, id: string, caller: Caller): Promise<string> => {
  const video = await findGrantedVideo(pool, id);
  if (video && mayRead(caller, video)) return video.id;
  throw notFound();
};

/** @throws ApiError NotFound for what the caller may not see, Forbidden for what is another's */
export const ownVideo = async (pool: Pool, id: string, caller: Caller): Promise<Video> => {
  const video = await visibleVideo(pool, id, caller);
  if (isOwner(caller, video.ownerId)) return video;
  throw new ApiError('Forbidden', 'Could not change the video: it is another user’s');
};

/** For a video that was deleted while it was being changed. */
export const requireStillThere = (isThere: boolean): void => {
  if (!isThere) throw notFound();
};
