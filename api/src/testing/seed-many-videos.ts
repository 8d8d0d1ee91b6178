/** Many users, and many videos of theirs, for tests and benches of what lists cost. */
import type { Databases } from '../database/databases.ts';

export interface ManyVideos {
  readonly users: number;
  readonly videos: number;
}

/** Skewed, as tags and words are: few are common. Of `count`, by a random number for each row. */
const skewed = (count: number): string => `floor(power(random(), 3) * ${count})::integer`;

const words = (count: number): string =>
  `(SELECT string_agg('word' || ${skewed(20_000)}, ' ') FROM generate_series(1, ${count}) WHERE i > 0)`;

const usersQuery = `
  INSERT INTO users (id, username, email, password_hash)
  SELECT md5('user' || i)::uuid, 'user_' || i, 'user' || i || '@example.org', 'none' FROM generate_series(1, $1) i`;

const videosQuery = `
  INSERT INTO videos (id, owner_id, title, description, category, visibility, duration_seconds, size_bytes, width, height,
    has_thumbnail, has_storyboard, created_at)
  SELECT md5('video' || i)::uuid, md5('user' || (1 + floor(power(random(), 3) * ($2::integer - 1))::integer))::uuid,
    ${words(6)}, ${words(20)}, 'category-' || ${skewed(20)},
    CASE WHEN random() < 0.9 THEN 'public' WHEN random() < 0.5 THEN 'unlisted' ELSE 'private' END,
    60, 1000, 1920, 1080, true, true, timestamptz '2020-01-01' + i * interval '3 minutes'
  FROM generate_series(1, $1::integer) i`;

/** Three a video, written with what the trigger would find out for each. */
const tagsQuery = `
  INSERT INTO video_tags (video_id, tag, created_at, is_listed)
  SELECT v.id, 'tag-' || ${skewed(2_000)}, v.created_at, v.visibility = 'public' FROM videos v, generate_series(1, 3)
  ON CONFLICT DO NOTHING`;

/** `admin` may do everything. Takes about 4 minutes for a million of both, and a few seconds for some ten thousand. */
export const seedManyVideos = async (admin: Databases, { users, videos }: ManyVideos): Promise<void> => {
  await admin.auth.query(usersQuery, [users]);
  await admin.auth.query('ANALYZE users');
  await admin.vod.query(videosQuery, [videos, users]);
  await admin.vod.query('ALTER TABLE video_tags DISABLE TRIGGER USER');
  await admin.vod.query(tagsQuery);
  await admin.vod.query('ALTER TABLE video_tags ENABLE TRIGGER USER');
  for (const table of ['videos', 'video_tags']) await admin.vod.query(`VACUUM (ANALYZE) ${table}`);
};
