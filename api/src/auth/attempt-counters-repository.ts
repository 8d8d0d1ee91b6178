/**
 * Counters of attempts, shared by all replicas: `attempt_counters`. Each is a bucket that leaks: an attempt adds one, and one leaks
 * away in so many seconds while no delay runs. `forgotten_at`, when it will be empty, tells how full it is. Every statement is on one
 * row, so none can deadlock.
 */
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';

/** What is counted, and how it is slowed down. */
export interface AttemptCounter {
  /** Words that name it; stored as a hash. */
  readonly key: readonly string[];
  /** Seconds to wait after the first attempt, the second, …; after the last of them always as long. No more pile up than there are. */
  readonly delaysSeconds: readonly number[];
  /** How long until one attempt is forgotten, the delay that it brought not counted. */
  readonly leakSeconds: number;
}

/** One attempt that was counted. */
export interface TakenAttempt {
  readonly counter: AttemptCounter;
  /** Which one it was of those not forgotten, from 1 on. */
  readonly number: number;
  /** The end of the delay that it brought; the epoch for none. */
  readonly until: Date;
}

export type AttemptOutcome =
  | { readonly kind: 'taken'; readonly taken: TakenAttempt }
  | { readonly kind: 'blocked'; readonly until: Date };

const hashOf = (key: readonly string[]): Buffer => createHash('sha256').update(JSON.stringify(key)).digest();

// $1 key, $2 now, $3 delays, $4 seconds of a leak. An attempt counts before its outcome is known: who sends many at once gains
// nothing. Without a delay nothing is blocked, also for a replica whose clock is behind: hence the epoch, not now.
const take = `
  INSERT INTO attempt_counters AS known (key, attempts, blocked_until, forgotten_at)
  SELECT $1, 1,
         CASE WHEN delay = 0 THEN 'epoch' ELSE $2::timestamptz + delay * interval '1 second' END,
         $2::timestamptz + (delay + $4::float8) * interval '1 second'
  FROM (SELECT ($3::float8[])[1]) AS first (delay)
  ON CONFLICT (key) DO UPDATE SET (attempts, blocked_until, forgotten_at) = (
    SELECT count,
           CASE WHEN delay = 0 THEN 'epoch' ELSE $2::timestamptz + delay * interval '1 second' END,
           $2::timestamptz + (least(level + 1, most) * $4::float8 + delay) * interval '1 second'
    FROM (SELECT greatest(extract(epoch FROM known.forgotten_at - $2::timestamptz)::float8 / $4::float8, 0),
                 cardinality($3::float8[])) AS leaked (level, most),
         LATERAL (SELECT ceil(level)::int + 1) AS counted (count),
         LATERAL (SELECT ($3::float8[])[least(count, most)]) AS delayed (delay)
  )
  WHERE known.blocked_until <= $2
  RETURNING attempts AS number, blocked_until AS until`;

/** Until when the counter's delay runs; undefined: none does. */
export const observeDelay = async (pool: Pool, { key }: AttemptCounter, now: Date): Promise<Date | undefined> => {
  const { rows } = await pool.query<{ until: Date }>(
    'SELECT blocked_until AS until FROM attempt_counters WHERE key = $1 AND blocked_until > $2',
    [hashOf(key), now],
  );
  return rows[0]?.until;
};

/** Counts an attempt, unless the counter's delay still runs: then nothing is counted. */
export const takeAttempt = async (pool: Pool, counter: AttemptCounter, now: Date): Promise<AttemptOutcome> => {
  const { rows } = await pool.query<{ number: number; until: Date }>(take, [
    hashOf(counter.key),
    now,
    counter.delaysSeconds,
    counter.leakSeconds,
  ]);
  if (rows[0]) return { kind: 'taken', taken: { counter, ...rows[0] } };
  return { kind: 'blocked', until: (await observeDelay(pool, counter, now)) ?? now };
};

const delayOf = ({ counter: { delaysSeconds }, number }: TakenAttempt): number =>
  delaysSeconds[Math.min(number, delaysSeconds.length) - 1] ?? 0;

/**
 * As if the attempt had not been. Its own delay ends, never another's: a guesser with an account of their own would end theirs by
 * logging in to that. A counter that is empty then is deleted.
 */
export const returnAttempt = async (pool: Pool, taken: TakenAttempt, now: Date): Promise<void> => {
  const key = hashOf(taken.counter.key);
  const { rows } = await pool.query<{ isEmpty: boolean }>(
    `UPDATE attempt_counters SET
       blocked_until = CASE WHEN blocked_until = $2 THEN 'epoch' ELSE blocked_until END,
       forgotten_at = forgotten_at
         - ($3::float8 + CASE WHEN blocked_until = $2 THEN $4::float8 ELSE 0 END) * interval '1 second'
     WHERE key = $1
     RETURNING forgotten_at <= $5 AS "isEmpty"`,
    [key, taken.until, taken.counter.leakSeconds, delayOf(taken), now],
  );
  if (!rows[0]?.isEmpty) return;
  await pool.query('DELETE FROM attempt_counters WHERE key = $1 AND forgotten_at <= $2', [key, now]);
};

/** As if there had never been one. */
export const forgetAttempts = async (pool: Pool, { key }: AttemptCounter): Promise<void> => {
  await pool.query('DELETE FROM attempt_counters WHERE key = $1', [hashOf(key)]);
};

/** Deletes counters that are empty. Returns how many went, at most `limit`. */
export const deleteForgottenCounters = async (pool: Pool, now: Date, limit: number): Promise<number> => {
  const { rowCount } = await pool.query(
    `DELETE FROM attempt_counters
     WHERE key IN (SELECT key FROM attempt_counters WHERE forgotten_at <= $1 LIMIT $2) AND forgotten_at <= $1`,
    [now, limit],
  );
  return rowCount ?? 0;
};
