/**
 * Public videos that are like another: by shared tags first, then category and owner. Only the newest of each tag, category and
 * owner are looked at, a few rows of an index each, so that the cost does not grow with the number of videos. As in
 * `video-list-repository.ts`, the statement is planned for its values.
 */
import type { Pool } from 'pg';
import type { Video, VideoSummary } from './video.ts';
import { pageColumns, readPage, type SummaryRow, toSummary } from './video-columns.ts';

/** So many of each. */
const newestOfEach = 24;

interface Likeness {
  readonly sql: string;
  /** The value of `?`. */
  readonly value: string | null;
}

const newestWith = (condition: string, weight: number): string => `
  (SELECT id, ${weight} AS weight FROM videos WHERE deleted_at IS NULL AND visibility = 'public' AND ${condition}
   ORDER BY created_at DESC, id DESC LIMIT ${newestOfEach})`;

const newestWithTag = `
  (SELECT video_id AS id, 4 AS weight FROM video_tags WHERE is_listed AND tag = ?
   ORDER BY created_at DESC, video_id DESC LIMIT ${newestOfEach})`;

const likenesses = ({ tags, category, ownerId }: Video): readonly Likeness[] => [
  ...tags.map((tag) => ({ sql: newestWithTag, value: tag })),
  ...(category === null ? [] : [{ sql: newestWith('category = ?', 2), value: category }]),
  ...(ownerId === null ? [] : [{ sql: newestWith('owner_id = ?', 2), value: ownerId }]),
];

/** `$1` is the caller, `$2` the video itself; the values of the likenesses follow. */
const relatedQuery = (parts: readonly Likeness[], limit: number, viewerId: string | null): string => {
  const candidates = parts.map(({ sql }, index) => sql.replace('?', `$${index + 3}`));
  return readPage(
    `SELECT ${pageColumns}, best.weight FROM (
       SELECT id, sum(weight) AS weight FROM (${[...candidates, newestWith('true', 0)].join(' UNION ALL ')}) candidate
       WHERE id <> $2 GROUP BY id
     ) best JOIN videos v ON v.id = best.id
     ORDER BY best.weight DESC, v.created_at DESC, v.id DESC LIMIT ${limit}`,
    'page.weight DESC, page.created_at DESC, page.id DESC',
    viewerId,
  );
};

/** The likest first. `viewerId` is the caller's user id, for what they like. `pool` is of vod_db. */
export const relatedVideos = async (
  pool: Pool,
  video: Video,
  limit: number,
  viewerId: string | null,
): Promise<readonly VideoSummary[]> => {
  const parts = likenesses(video);
  const values = [viewerId, video.id, ...parts.map(({ value }) => value)];
  const { rows } = await pool.query<SummaryRow>({ text: relatedQuery(parts, limit, viewerId), values });
  return rows.map(toSummary);
};
