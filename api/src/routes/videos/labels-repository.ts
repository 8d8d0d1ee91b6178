/** Which tags and categories are in use: those of the newest public videos, so that the cost has a bound. */
import type { Pool } from 'pg';

/** A tag or a category, and how many of the newest videos have it. */
export interface Label {
  readonly name: string;
  readonly videos: number;
}

/** Of so many videos, the newest public ones. With no more than these the numbers are exact. */
const newestVideos = 10_000;

const tagsQuery = `
  WITH newest AS MATERIALIZED (
    SELECT id FROM videos WHERE deleted_at IS NULL AND visibility = 'public' ORDER BY created_at DESC, id DESC LIMIT ${newestVideos}
  )
  SELECT t.tag AS name, count(*)::integer AS videos FROM newest n JOIN video_tags t ON t.video_id = n.id
  GROUP BY t.tag ORDER BY count(*) DESC, t.tag LIMIT $1`;

const categoriesQuery = `
  WITH newest AS MATERIALIZED (
    SELECT category FROM videos WHERE deleted_at IS NULL AND visibility = 'public'
    ORDER BY created_at DESC, id DESC LIMIT ${newestVideos}
  )
  SELECT category AS name, count(*)::integer AS videos FROM newest WHERE category IS NOT NULL
  GROUP BY category ORDER BY count(*) DESC, category LIMIT $1`;

/** The commonest first. `pool` is of vod_db. */
export const commonTags = async (pool: Pool, limit: number): Promise<readonly Label[]> =>
  (await pool.query<Label>(tagsQuery, [limit])).rows;

/** The commonest first. `pool` is of vod_db. */
export const commonCategories = async (pool: Pool, limit: number): Promise<readonly Label[]> =>
  (await pool.query<Label>(categoriesQuery, [limit])).rows;
