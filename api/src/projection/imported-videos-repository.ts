/** The rows of videos as far as they come from recordings, and what tells how far a deletion is. */
import type { Pool } from 'pg';
import type { ImportedVideo } from './importable-video.ts';

/** A video that is there, or was: then it is a tombstone. */
export type KnownVideo = 'video' | 'tombstone';

/** What is known under the id; undefined when nothing was ever there. */
export const findVideo = async (pool: Pool, id: string): Promise<KnownVideo | undefined> => {
  const { rows } = await pool.query<{ is_deleted: boolean }>(
    'SELECT deleted_at IS NOT NULL AS is_deleted FROM videos WHERE id = $1',
    [id],
  );
  const [row] = rows;
  return row && (row.is_deleted ? 'tombstone' : 'video');
};

/** Of these recordings, by uid, those that have neither a video nor a tombstone. */
export const recordingsWithoutVideo = async (
  pool: Pool,
  recordingIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT wanted.id FROM unnest($1::uuid[]) AS wanted (id)
     WHERE NOT EXISTS (SELECT FROM videos WHERE videos.recording_id = wanted.id)`,
    [recordingIds],
  );
  return new Set(rows.map(({ id }) => id));
};

/** What was copied beside the video itself. */
export interface CopiedPictures {
  readonly hasThumbnail: boolean;
  readonly hasStoryboard: boolean;
}

/** False when a row is there already; it stays as it is, since words are people's. */
export const insertVideo = async (pool: Pool, video: ImportedVideo, pictures: CopiedPictures): Promise<boolean> => {
  const { rowCount } = await pool.query(
    `INSERT INTO videos (id, recording_id, namespace, stream_name, owner_id, title, visibility, duration_seconds,
       size_bytes, width, height, gaps, recorded_at, created_at, has_thumbnail, has_storyboard)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, coalesce($14, now()), $15, $16)
     ON CONFLICT DO NOTHING`,
    [
      video.id,
      video.recordingId,
      video.namespace,
      video.streamName,
      video.ownerId,
      video.title,
      video.visibility,
      video.durationSeconds,
      video.sizeBytes,
      video.width,
      video.height,
      video.gaps,
      video.recordedAt,
      video.createdAt,
      pictures.hasThumbnail,
      pictures.hasStoryboard,
    ],
  );
  return rowCount === 1;
};

const leastId = '00000000-0000-0000-0000-000000000000';

/**
 * Tombstones whose objects may still be there, by id, those behind `after`. Each is one until its objects were deleted, and once more
 * an hour after the video was: a leader that lost its term in the middle of an import may have finished a copy since then.
 */
export const tombstonesWithObjects = async (
  pool: Pool,
  { limit, after = leastId }: { readonly limit: number; readonly after?: string | undefined },
): Promise<readonly string[]> => {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM videos
     WHERE deleted_at IS NOT NULL AND (objects_deleted_at IS NULL OR objects_deleted_at - deleted_at < interval '1 hour')
       AND (objects_deleted_at IS NULL OR deleted_at <= now() - interval '1 hour') AND id > $1
     ORDER BY id LIMIT $2`,
    [after, limit],
  );
  return rows.map(({ id }) => id);
};

/** No object of the tombstone is left, as far as anybody sees now. */
export const markObjectsDeleted = async (pool: Pool, id: string): Promise<void> => {
  await pool.query('UPDATE videos SET objects_deleted_at = now() WHERE id = $1 AND deleted_at IS NOT NULL', [id]);
};
