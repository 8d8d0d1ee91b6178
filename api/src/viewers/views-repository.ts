/** Who was counted as a viewer of which video, as far as it has to be known: for the time of one session. */
import type { Pool } from 'pg';

/** One viewing to be counted, unless it was. The hashes are of 32 bytes, and nobody can be read back from them. */
export interface View {
  readonly videoId: string;
  readonly viewer: Buffer;
  /** Of whom so many are counted as `mostOfAddress` says; undefined for those who need no such bound. */
  readonly address: Buffer | undefined;
  readonly at: Date;
}

/** After this time the same viewer counts again, and the address has its whole number again. */
export const viewSessionHours = 6;
/** So many anonymous viewers of an address and a video count in that time: a school has one address, and so has a forger. */
export const mostOfAddress = 50;

const session = `interval '${viewSessionHours} hours'`;

/**
 * One statement, so that of simultaneous calls one counts: each waits for the row of the one before and sees it. An address that has
 * its number already leaves no more rows, except of calls at the same time, which do not count either.
 */
const countQuery = `
  WITH fresh AS (
    INSERT INTO video_views (video_id, viewer, counted_at) SELECT $1::uuid, $2::bytea, $4::timestamptz
    WHERE NOT EXISTS (
      SELECT FROM video_view_addresses
      WHERE video_id = $1 AND address = $3 AND viewers >= ${mostOfAddress} AND first_at > $4::timestamptz - ${session})
    ON CONFLICT (video_id, viewer) DO UPDATE SET counted_at = EXCLUDED.counted_at
      WHERE video_views.counted_at <= EXCLUDED.counted_at - ${session}
    RETURNING video_id
  ), within AS (
    INSERT INTO video_view_addresses AS a (video_id, address, first_at, viewers)
    SELECT video_id, $3::bytea, $4::timestamptz, 1 FROM fresh WHERE $3::bytea IS NOT NULL
    ON CONFLICT (video_id, address) DO UPDATE SET
      viewers = CASE WHEN a.first_at <= EXCLUDED.first_at - ${session} THEN 1 ELSE a.viewers + 1 END,
      first_at = CASE WHEN a.first_at <= EXCLUDED.first_at - ${session} THEN EXCLUDED.first_at ELSE a.first_at END
      WHERE a.viewers < ${mostOfAddress} OR a.first_at <= EXCLUDED.first_at - ${session}
    RETURNING video_id
  )
  UPDATE videos SET view_count = view_count + 1
  WHERE id IN (SELECT video_id FROM fresh WHERE $3::bytea IS NULL UNION ALL SELECT video_id FROM within)`;

/** True when it counted. `pool` is of vod_db. */
export const countView = async (pool: Pool, { videoId, viewer, address, at }: View): Promise<boolean> => {
  const values = [videoId, viewer, address, at];
  const { rowCount } = await pool.query({ name: 'video-view', text: countQuery, values });
  return rowCount === 1;
};

const expiredTables = [
  { table: 'video_views', time: 'counted_at' },
  { table: 'video_view_addresses', time: 'first_at' },
] as const;

/** Forgets up to `limit` viewers, and as many addresses, whose time is over. Returns how many were forgotten at most of either. */
export const forgetExpiredViews = async (pool: Pool, now: Date, limit: number): Promise<number> => {
  const forgotten: number[] = [];
  for (const { table, time } of expiredTables) {
    const { rowCount } = await pool.query(
      `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM ${table} WHERE ${time} <= $1::timestamptz - ${session} ORDER BY ${time} LIMIT $2
         FOR UPDATE SKIP LOCKED))`,
      [now, limit],
    );
    forgotten.push(rowCount ?? 0);
  }
  return Math.max(...forgotten);
};

/** Forgets who saw and who liked a video; for one that is deleted. */
export const forgetAudience = async (pool: Pool, videoId: string): Promise<void> => {
  for (const table of ['video_views', 'video_view_addresses', 'video_likes', 'video_tags']) {
    await pool.query(`DELETE FROM ${table} WHERE video_id = $1`, [videoId]);
  }
};
