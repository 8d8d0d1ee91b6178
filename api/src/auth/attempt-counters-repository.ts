/** Counters of attempts, shared by all replicas: `attempt_counters`. Every method is one statement on one row, so none can deadlock. */
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';

/** What is counted, and how it is slowed down. */
export interface AttemptCounter {
  /** Words that name it; stored as a hash. */
  readonly key: readonly string[];
  /** Seconds to wait after the first attempt, the second, …; after the last of them always as long. */
  readonly delaysSeconds: readonly number[];
  /** How long after the last attempt, or its delay, the counter starts anew. */
  readonly memorySeconds: number;
}

/** One attempt that was counted. */
export interface TakenAttempt {
  readonly counter: AttemptCounter;
  /** Which one it was, from 1 on. */
  readonly number: number;
  /** The end of the delay that it brought; the epoch for none. */
  readonly until: Date;
}

export type AttemptOutcome =
  | { readonly kind: 'taken'; readonly taken: TakenAttempt }
  | { readonly kind: 'blocked'; readonly until: Date };

const hashOf = (key: readonly string[]): Buffer => createHash('sha256').update(JSON.stringify(key)).digest();

// $1 key, $2 now, $3 delays, $4 memory. An attempt counts before its outcome is known: who sends many at once gains nothing. Without
// a delay nothing is blocked, also for a replica whose clock is behind: hence the epoch, not now.
const take = `
  INSERT INTO attempt_counters AS known (key, attempts, blocked_until, forgotten_at)
  SELECT $1, 1,
         CASE WHEN delay = 0 THEN 'epoch' ELSE $2::timestamptz + delay * interval '1 second' END,
         $2::timestamptz + (delay + $4) * interval '1 second'
  FROM (SELECT ($3::float8[])[1]) AS first (delay)
  ON CONFLICT (key) DO UPDATE SET (attempts, blocked_until, forgotten_at) = (
    SELECT count,
           CASE WHEN delay = 0 THEN 'epoch' ELSE $2::timestamptz + delay * interval '1 second' END,
           $2::timestamptz + (delay + $4) * interval '1 second'
    FROM (SELECT CASE WHEN known.forgotten_at <= $2 THEN 1 ELSE known.attempts + 1 END) AS counted (count),
         LATERAL (SELECT ($3::float8[])[least(count, cardinality($3::float8[]))]) AS delayed (delay)
  )
  WHERE known.blocked_until <= $2 OR known.forgotten_at <= $2
  RETURNING attempts AS number, blocked_until AS until`;

/** Counts an attempt, unless the counter's delay still runs: then nothing is counted. */
export const takeAttempt = async (pool: Pool, counter: AttemptCounter, now: Date): Promise<AttemptOutcome> => {
  const key = hashOf(counter.key);
  const { rows } = await pool.query<{ number: number; until: Date }>(take, [
    key,
    now,
    counter.delaysSeconds,
    counter.memorySeconds,
  ]);
  if (rows[0]) return { kind: 'taken', taken: { counter, ...rows[0] } };
  const blocked = await pool.query<{ until: Date }>(
    'SELECT blocked_until AS until FROM attempt_counters WHERE key = $1',
    [key],
  );
  return { kind: 'blocked', until: blocked.rows[0]?.until ?? now };
};

/**
 * As if the attempt had not been. Its own delay ends, never another's: a guesser with an account of their own would end theirs by
 * logging in to that.
 */
export const returnAttempt = async (pool: Pool, { counter, until }: TakenAttempt): Promise<void> => {
  await pool.query(
    `UPDATE attempt_counters SET
       attempts = greatest(attempts - 1, 0),
       blocked_until = CASE WHEN blocked_until = $2 THEN 'epoch' ELSE blocked_until END
     WHERE key = $1`,
    [hashOf(counter.key), until],
  );
};

/** As if there had never been one. */
export const forgetAttempts = async (pool: Pool, { key }: AttemptCounter): Promise<void> => {
  await pool.query('DELETE FROM attempt_counters WHERE key = $1', [hashOf(key)]);
};

/** Deletes the counters that would start anew. */
export const deleteForgottenCounters = async (pool: Pool, now: Date): Promise<void> => {
  await pool.query('DELETE FROM attempt_counters WHERE forgotten_at <= $1', [now]);
};
