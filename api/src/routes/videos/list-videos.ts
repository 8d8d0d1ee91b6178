/** A page of videos, as far as the caller may see them. */
import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import type { Caller } from '../../access/caller.ts';
import { cursorId, cursorInstant, cutPage, keysetCursor } from '../../database/keyset-cursor.ts';
import { viewerIdOf } from './accessible-video.ts';
import type { SearchTurns } from './search-turns.ts';
import { type VideoListQuery, videoFilterFor } from './video-filter.ts';
import { findUserId, type ListedVideo, listVideos, type VideoFilter } from './video-list-repository.ts';

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

/** Undefined where the list is of a user whom there is not. */
const filterFor = async (pool: Pool, query: VideoListQuery, caller: Caller): Promise<VideoFilter | undefined> => {
  const { owner, ...filter } = videoFilterFor(query, caller);
  if (owner.kind !== 'username') return { ...filter, owner };
  const id = await findUserId(pool, owner.username);
  return id === undefined ? undefined : { ...filter, owner: { kind: 'user', id } };
};

export interface VideoLists {
  /** Of vod_db. */
  readonly pool: Pool;
  readonly searchTurns: SearchTurns;
}

/** @throws ApiError CursorInvalid, NotLoggedIn, Busy */
export const videoPage = async (
  { pool, searchTurns }: VideoLists,
  query: PagedVideoListQuery,
  caller: Caller,
): Promise<VideoPage> => {
  const page = { limit: query.limit + 1, after: placeOf(query.cursor) };
  const filter = await filterFor(pool, query, caller);
  const read = async (from: Pick<PoolClient, 'query'>) =>
    filter ? await listVideos(from, filter, page, viewerIdOf(caller)) : [];
  const rows = filter?.search === undefined ? await read(pool) : await searchTurns(read);
  return cutPage(rows, query.limit, ({ place }) => cursors.encode([place.createdAt, place.id]));
};
