/** What a grant has to know of a stream or a video. */
import type { Pool } from 'pg';
import type { GrantedThing } from './granted-thing.ts';

export interface GrantedStream extends GrantedThing {
  readonly namespace: string;
  readonly name: string;
  readonly visibility: 'public' | 'private';
}

export interface GrantedVideo extends GrantedThing {
  readonly id: string;
  readonly hasThumbnail: boolean;
  readonly hasStoryboard: boolean;
}

const streamQuery = `
  SELECT namespace, name, owner_id AS "ownerId", visibility FROM streams WHERE id = $1`;

const videoQuery = `
  SELECT id, owner_id AS "ownerId", visibility, has_thumbnail AS "hasThumbnail", has_storyboard AS "hasStoryboard"
  FROM videos WHERE id = $1 AND deleted_at IS NULL`;

/** Undefined where there is none. `pool` is of streams_db. */
export const findGrantedStream = async (pool: Pool, id: string): Promise<GrantedStream | undefined> => {
  const { rows } = await pool.query<GrantedStream>({ name: 'grant-stream', text: streamQuery, values: [id] });
  return rows[0];
};

/** Undefined where there is none, or it was deleted. `pool` is of vod_db. */
export const findGrantedVideo = async (pool: Pool, id: string): Promise<GrantedVideo | undefined> => {
  const { rows } = await pool.query<GrantedVideo>({ name: 'grant-video', text: videoQuery, values: [id] });
  return rows[0];
};
