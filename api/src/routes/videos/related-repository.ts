/**
 * Public videos that are like another: by shared tags first, then category and owner. Only the newest of each tag, category and
 * owner are looked at, a few rows of an index each, so that the cost does not grow with the number of videos.
 */
import type { Pool } from 'pg';
import type { VideoSummary } from './video.ts';
import { pageColumns, readPage, type SummaryRow, toSummary } from './video-columns.ts';

/** So many of each. */
const newestOfEach = 24;

const ofVideos = (condition: string, weight: number): string => `
  (SELECT v.id, ${weight} AS weight FROM this JOIN LATERAL (
     SELECT id FROM videos WHERE deleted_at IS NULL AND visibility = 'public' AND ${condition}
     ORDER BY created_at DESC, id DESC LIMIT ${newestOfEach}) v ON true)`;

const candidates = `
  SELECT l.video_id AS id, 4 AS weight FROM video_tags own JOIN LATERAL (
    SELECT t.video_id FROM video_tags t WHERE t.is_listed AND t.tag = own.tag
    ORDER BY t.created_at DESC, t.video_id DESC LIMIT ${newestOfEach}) l ON true
  WHERE own.video_id = $2
  UNION ALL ${ofVideos('category = this.category', 2)}
  UNION ALL ${ofVideos('owner_id = this.owner_id', 2)}
  UNION ALL ${ofVideos('true', 0)}`;

const relatedQuery = readPage(
  `WITH this AS MATERIALIZED (SELECT id, category, owner_id FROM videos WHERE id = $2),
  best AS MATERIALIZED (
    SELECT id, sum(weight) AS weight FROM (${candidates}) candidate WHERE id <> $2
    GROUP BY id ORDER BY sum(weight) DESC, id LIMIT 100
  )
  SELECT ${pageColumns}, best.weight FROM best JOIN videos v ON v.id = best.id
  ORDER BY best.weight DESC, v.created_at DESC, v.id DESC LIMIT $3`,
  'page.weight DESC, page.created_at DESC, page.id DESC',
);

/** The likest first. `viewerId` is the caller's user id, for what they like. `pool` is of vod_db. */
export const relatedVideos = async (
  pool: Pool,
  videoId: string,
  limit: number,
  viewerId: string | null,
): Promise<readonly VideoSummary[]> => {
  const values = [viewerId, videoId, limit];
  const { rows } = await pool.query<SummaryRow>({ name: 'videos-related', text: relatedQuery, values });
  return rows.map(toSummary);
};
