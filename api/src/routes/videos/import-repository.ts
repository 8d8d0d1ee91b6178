/** Registers a video that another program made, and put into the bucket. */
import type { Pool, PoolClient } from 'pg';
import type { VideoGap, VideoVisibility } from './video.ts';

/** The row of a video whose objects are there. */
export interface RegisteredVideo {
  /** In lower case. */
  readonly id: string;
  readonly ownerId: string | null;
  readonly title: string;
  readonly description: string;
  readonly category: string | null;
  readonly visibility: VideoVisibility;
  readonly durationSeconds: number;
  readonly sizeBytes: number;
  readonly width: number;
  readonly height: number;
  readonly hasThumbnail: boolean;
  readonly hasStoryboard: boolean;
  readonly recordedAt: Date | null;
  readonly gaps: readonly VideoGap[];
}

const insertQuery = `
  INSERT INTO videos (id, owner_id, title, description, category, visibility, duration_seconds, size_bytes, width, height,
    has_thumbnail, has_storyboard, recorded_at, gaps)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
  ON CONFLICT (id) DO NOTHING`;

/** False when something is there under the id; it stays as it is. */
export const insertImportedVideo = async (client: PoolClient, video: RegisteredVideo): Promise<boolean> => {
  const { rowCount } = await client.query(insertQuery, [
    video.id,
    video.ownerId,
    video.title,
    video.description,
    video.category,
    video.visibility,
    video.durationSeconds,
    video.sizeBytes,
    video.width,
    video.height,
    video.hasThumbnail,
    video.hasStoryboard,
    video.recordedAt,
    JSON.stringify(video.gaps),
  ]);
  return rowCount === 1;
};

/** Whether there is such a user. */
export const isUser = async (pool: Pool, id: string): Promise<boolean> =>
  (await pool.query('SELECT FROM users_foreign WHERE id = $1', [id])).rowCount === 1;
