/** A page of videos, as far as the caller may see them. */
import type { Pool } from 'pg';
import { z } from 'zod';
import type { Caller } from '../../access/caller.ts';
import { cursorId, cursorInstant, cutPage, keysetCursor } from '../../database/keyset-cursor.ts';
import { viewerIdOf } from './accessible-video.ts';
import { type VideoListQuery, videoFilterFor } from './video-filter.ts';
import { type ListedVideo, listVideos } from './video-list-repository.ts';

export interface PagedVideoListQuery extends VideoListQuery {
  readonly limit: number;
  readonly cursor?: string;
}

export interface VideoPage {
  readonly items: readonly ListedVideo[];
  readonly nextCursor: string | null;
}

const cursors = keysetCursor('videos', z.tuple([cursorInstant, cursorId]));

const placeOf = (cursor: string | undefined) => {
  if (cursor === undefined) return undefined;
  const [createdAt, id] = cursors.parse(cursor);
  return { createdAt, id };
};

/** `pool` is of vod_db. @throws ApiError CursorInvalid, NotLoggedIn */
export const videoPage = async (pool: Pool, query: PagedVideoListQuery, caller: Caller): Promise<VideoPage> => {
  const page = { limit: query.limit + 1, after: placeOf(query.cursor) };
  const rows = await listVideos(pool, videoFilterFor(query, caller), page, viewerIdOf(caller));
  return cutPage(rows, query.limit, ({ place }) => cursors.encode([place.createdAt, place.id]));
};
