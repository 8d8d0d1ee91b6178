/** Rows of videos for a test, written as an administrator does: with times and counts of the test's choice. */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';

export interface AddedVideo {
  readonly id?: string;
  readonly ownerId?: string | null;
  readonly title?: string;
  readonly description?: string;
  readonly category?: string | null;
  readonly tags?: readonly string[];
  readonly visibility?: 'public' | 'unlisted' | 'private';
  readonly durationSeconds?: number;
  readonly hasThumbnail?: boolean;
  readonly hasStoryboard?: boolean;
  readonly recordedAt?: Date | null;
  readonly gaps?: readonly { readonly at: string; readonly seconds: number }[];
  readonly createdAt?: Date | string;
}

const insert = `
  INSERT INTO videos (id, owner_id, title, description, category, visibility, duration_seconds, size_bytes, width, height,
    has_thumbnail, has_storyboard, recorded_at, gaps, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, 1000, 1280, 720, $8, $9, $10, $11, $12)`;

/** `vod` is a pool of vod_db. Returns the id. By itself a public video of nobody, made now. */
export const addVideo = async (vod: Pool, video: AddedVideo = {}): Promise<string> => {
  const { id = randomUUID(), ownerId = null, title = 'A video', description = '', category = null } = video;
  const { visibility = 'public', durationSeconds = 60, hasThumbnail = true, hasStoryboard = true } = video;
  const { recordedAt = null, gaps = [], createdAt = new Date(), tags = [] } = video;
  const words = [id, ownerId, title, description, category, visibility];
  const facts = [durationSeconds, hasThumbnail, hasStoryboard, recordedAt, JSON.stringify(gaps), createdAt];
  await vod.query(insert, [...words, ...facts]);
  await vod.query('INSERT INTO video_tags (video_id, tag) SELECT $1, unnest($2::text[])', [id, tags]);
  return id;
};
