/** SQL of the audience, in streams_db. Times are the database's: replicas' clocks may differ. */
import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';

export interface StoredHeartbeat {
  readonly streamId: string;
  /** 32 bytes each. */
  readonly viewer: Buffer;
  readonly network: Buffer | null;
  /** Who may see private streams by it. */
  readonly userId: string | null;
  readonly isAdmin: boolean;
}

export type ViewerKey = Pick<StoredHeartbeat, 'streamId' | 'viewer'>;

// In the order of the key, as every replica does: two batches with the same rows do not wait for each other in a circle.
const saveSql = `
  INSERT INTO stream_viewers AS v (stream_id, viewer, network, expires_at)
  SELECT b.stream_id, b.viewer, b.network, now() + make_interval(secs => $6)
  FROM unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::uuid[], $5::boolean[]) AS b (stream_id, viewer, network, user_id, is_admin)
  JOIN streams s ON s.id = b.stream_id
  WHERE s.state <> 'offline' AND (s.visibility = 'public' OR b.is_admin OR s.owner_id = b.user_id)
  ORDER BY b.stream_id, b.viewer
  ON CONFLICT (stream_id, viewer) DO UPDATE SET network = excluded.network, expires_at = excluded.expires_at`;

/**
 * Counts for `seconds` those of streams that are live and that the viewer may see; the others are passed over. No key may come
 * twice.
 */
export const saveHeartbeats = async (pool: Pool, beats: readonly StoredHeartbeat[], seconds: number): Promise<void> => {
  await pool.query(saveSql, [
    beats.map(({ streamId }) => streamId),
    beats.map(({ viewer }) => viewer),
    beats.map(({ network }) => network),
    beats.map(({ userId }) => userId),
    beats.map(({ isAdmin }) => isAdmin),
    seconds,
  ]);
};

const leaveSql = `
  WITH leaving AS (
    SELECT v.stream_id, v.viewer
    FROM stream_viewers v
    JOIN unnest($1::uuid[], $2::bytea[]) AS b (stream_id, viewer) USING (stream_id, viewer)
    ORDER BY v.stream_id, v.viewer
    FOR UPDATE OF v
  )
  UPDATE stream_viewers v SET expires_at = least(v.expires_at, now() + make_interval(secs => $3))
  FROM leaving l WHERE v.stream_id = l.stream_id AND v.viewer = l.viewer`;

/** They count for `seconds` yet, unless another of their players goes on. */
export const hurryViewers = async (pool: Pool, viewers: readonly ViewerKey[], seconds: number): Promise<void> => {
  await pool.query(leaveSql, [viewers.map(({ streamId }) => streamId), viewers.map(({ viewer }) => viewer), seconds]);
};

// Rows that a batch is just renewing are passed over.
const expireSql = `
  DELETE FROM stream_viewers v
  USING (SELECT stream_id, viewer FROM stream_viewers WHERE expires_at <= now() FOR UPDATE SKIP LOCKED) old
  WHERE v.stream_id = old.stream_id AND v.viewer = old.viewer AND v.expires_at <= now()`;

const countSql = `
  WITH present AS (
    SELECT stream_id, network, count(*) AS viewers FROM stream_viewers WHERE expires_at > now() GROUP BY stream_id, network
  ), counted AS (
    SELECT p.stream_id,
      sum(CASE WHEN p.network IS NULL THEN p.viewers ELSE least(p.viewers, $1) END)::integer AS viewers
    FROM present p JOIN streams s ON s.id = p.stream_id AND s.state <> 'offline'
    GROUP BY p.stream_id
  ), emptied AS (
    UPDATE stream_audience a SET viewers = 0, updated_at = now()
    WHERE a.viewers > 0 AND NOT EXISTS (SELECT FROM counted c WHERE c.stream_id = a.stream_id)
  ), written AS (
    INSERT INTO stream_audience AS a (stream_id, viewers) SELECT stream_id, viewers FROM counted
    ON CONFLICT (stream_id) DO UPDATE SET viewers = excluded.viewers, updated_at = now() WHERE a.viewers <> excluded.viewers
  )
  SELECT coalesce(sum(viewers), 0)::integer AS viewers FROM counted`;

const totalSchema = z.object({ viewers: z.number().int() });

/**
 * Brings `stream_audience` up to date, and resolves with the viewers of all streams. Of an address block no more than
 * `viewersPerNetwork` anonymous viewers of a stream count.
 */
export const recountAudience = async (pool: Pool, viewersPerNetwork: number): Promise<number> => {
  await pool.query(expireSql);
  const { rows } = await pool.query(countSql, [viewersPerNetwork]);
  return totalSchema.parse(rows[0]).viewers;
};

/** Of this program, in streams_db. */
const countingLock = 7_210_611;

/** True when this connection holds the lock from now on, until it ends. Not to be asked again while it does. */
export const tryCountingLock = async (client: Pick<PoolClient, 'query'>): Promise<boolean> => {
  const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS "isHeld"', [countingLock]);
  return z.object({ isHeld: z.boolean() }).parse(rows[0]).isHeld;
};
