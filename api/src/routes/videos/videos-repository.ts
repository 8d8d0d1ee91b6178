/** One video of vod_db: read, changed, deleted. */
import type { Pool, PoolClient } from 'pg';
import type { Video, VideoVisibility } from './video.ts';
import { type DetailRow, detailColumns, readPage, toVideo } from './video-columns.ts';

const findPage = `SELECT ${detailColumns} FROM videos v WHERE v.id = $2 AND v.deleted_at IS NULL`;

/** Undefined where there is none, or it was deleted. `viewerId` is the caller's user id, for whether they like it. */
export const findVideo = async (pool: Pool, id: string, viewerId: string | null): Promise<Video | undefined> => {
  const text = readPage(findPage, 'page.id', viewerId);
  const name = viewerId === null ? 'video' : 'video-for-user';
  const { rows } = await pool.query<DetailRow>({ name, text, values: [viewerId, id] });
  return rows[0] && toVideo(rows[0]);
};

/** What its owner changes; what is absent stays. */
export interface VideoChange {
  readonly title?: string;
  readonly description?: string;
  readonly category?: string | null;
  /** All of them. */
  readonly tags?: readonly string[];
  readonly visibility?: VideoVisibility;
}

const updateQuery = `
  UPDATE videos SET
    title = coalesce($2, title), description = coalesce($3, description),
    category = CASE WHEN $4 THEN $5 ELSE category END, visibility = coalesce($6, visibility), updated_at = now()
  WHERE id = $1 AND deleted_at IS NULL`;

/** Within the caller's transaction, which holds the video's row. */
export const replaceTags = async (client: PoolClient, id: string, tags: readonly string[]): Promise<void> => {
  await client.query('DELETE FROM video_tags WHERE video_id = $1 AND tag <> ALL ($2)', [id, tags]);
  await client.query(
    'INSERT INTO video_tags (video_id, tag) SELECT $1, unnest($2::text[]) ON CONFLICT (video_id, tag) DO NOTHING',
    [id, tags],
  );
};

/** False when the video is gone. */
export const updateVideo = async (client: PoolClient, id: string, change: VideoChange): Promise<boolean> => {
  const { title, description, category, tags, visibility } = change;
  const { rowCount } = await client.query({
    name: 'video-update',
    text: updateQuery,
    values: [id, title, description, category !== undefined, category, visibility],
  });
  if (rowCount === 0) return false;
  if (tags) await replaceTags(client, id, tags);
  return true;
};

const entombQuery = `
  UPDATE videos SET deleted_at = now(), updated_at = now(), title = 'Deleted', description = '', category = NULL, gaps = '[]'
  WHERE id = $1 AND deleted_at IS NULL`;

/**
 * Leaves a tombstone, with which nothing comes back under the id, and nothing of what its owner wrote. False when it was gone
 * already.
 */
export const entombVideo = async (pool: Pool, id: string): Promise<boolean> => {
  const { rowCount } = await pool.query({ name: 'video-entomb', text: entombQuery, values: [id] });
  return rowCount === 1;
};
