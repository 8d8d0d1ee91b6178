/** Many users, and many videos of theirs, for tests and benches of what lists cost. */
import type { Pool } from 'pg';
import type { Databases } from '../database/databases.ts';

export interface ManyVideos {
  readonly users: number;
  readonly videos: number;
  /** How many of them everybody sees, from 0 to 1; 0.9 when not given. The others are unlisted or private. */
  readonly publicShare?: number;
}

/** From 0 to 1, and the same each time for the same text: plans, and what they cost, are those of the same rows then. */
const chance = (text: string): string => `((hashtextextended(${text}, 0) & 2147483647) / 2147483648.0)::float8`;

/** Skewed, as tags and words are: few are common. Of `count`, by the chance of a text. */
const skewed = (count: number | string, text: string): string => `floor(power(${chance(text)}, 3) * ${count})::integer`;

const words = (column: string, count: number): string => {
  const word = skewed(20_000, `'${column} ' || i || ' ' || n`);
  return `(SELECT string_agg('word' || ${word}, ' ') FROM generate_series(1, ${count}) n)`;
};

const usersQuery = `
  INSERT INTO users (id, username, email, password_hash)
  SELECT md5('user' || i)::uuid, 'user_' || i, 'user' || i || '@example.org', 'none' FROM generate_series(1, $1) i`;

/** Those from $1 to $2. */
const videosQuery = `
  INSERT INTO videos (id, owner_id, title, description, category, visibility, duration_seconds, size_bytes, width, height,
    has_thumbnail, has_storyboard, created_at)
  SELECT md5('video' || i)::uuid, md5('user' || (1 + ${skewed('($3::integer - 1)', "'owner ' || i")}))::uuid,
    ${words('title', 6)}, ${words('description', 20)}, 'category-' || ${skewed(20, "'category ' || i")},
    CASE WHEN ${chance("'public ' || i")} < $4 THEN 'public' WHEN ${chance("'unlisted ' || i")} < 0.5 THEN 'unlisted' ELSE 'private' END,
    60, 1000, 1920, 1080, true, true, timestamptz '2020-01-01' + i * interval '3 minutes'
  FROM generate_series($1::integer, $2::integer) i`;

/** Three a video, written with what the trigger would find out for each. */
const tagsQuery = `
  INSERT INTO video_tags (video_id, tag, created_at, is_listed)
  SELECT v.id, 'tag-' || ${skewed(2_000, "v.id || ' ' || n")}, v.created_at, v.visibility = 'public'
  FROM videos v, generate_series(1, 3) n
  WHERE (v.id < '80000000-0000-0000-0000-000000000000') = $1
  ON CONFLICT DO NOTHING`;

const videoTables = ['videos', 'video_tags'];

const indexesQuery = `
  SELECT indexname AS name, indexdef AS definition FROM pg_indexes
  WHERE tablename = ANY ($1) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conname = indexname)`;

/** Does without the indexes that are no constraints while rows come in, and makes them at the end: that is quicker. */
const withoutIndexes = async (vod: Pool, insert: () => Promise<void>): Promise<void> => {
  const { rows } = await vod.query<{ name: string; definition: string }>(indexesQuery, [videoTables]);
  for (const { name } of rows) await vod.query(`DROP INDEX ${name}`);
  await insert();
  await Promise.all(rows.map(({ definition }) => vod.query(definition)));
};

/** Two connections at once: two cores have work. */
const insertVideos = async (vod: Pool, { users, videos, publicShare = 0.9 }: ManyVideos): Promise<void> => {
  const half = Math.floor(videos / 2);
  const parts = [
    [1, half],
    [half + 1, videos],
  ] as const;
  await Promise.all(parts.map(([from, to]) => vod.query(videosQuery, [from, to, users, publicShare])));
  await vod.query('ALTER TABLE video_tags DISABLE TRIGGER ALL');
  await Promise.all([true, false].map((part) => vod.query(tagsQuery, [part])));
  await vod.query('ALTER TABLE video_tags ENABLE TRIGGER ALL');
};

/** `admin` may do everything. Takes a minute or two for a million of both, and a few seconds for some ten thousand. */
export const seedManyVideos = async ({ auth, vod }: Databases, many: ManyVideos): Promise<void> => {
  await auth.query(usersQuery, [many.users]);
  await withoutIndexes(vod, () => insertVideos(vod, many));
  await auth.query('VACUUM (ANALYZE) users');
  await Promise.all(videoTables.map((table) => vod.query(`VACUUM (ANALYZE) ${table}`)));
};
