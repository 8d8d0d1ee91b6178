/** Transactions: all of the work or nothing of it, once more when nothing but another transaction was in the way. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { isTransactionRace } from './database-error.ts';

const attempts = 4;
const longestPauseMs = 40;

const attempt = async <Outcome>(pool: Pool, work: (client: PoolClient) => Promise<Outcome>): Promise<Outcome> => {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query('BEGIN');
    const outcome = await work(client);
    await client.query('COMMIT');
    return outcome;
  } catch (error) {
    // A connection that cannot even take this back is not given to the next one.
    await client.query('ROLLBACK').catch((unusable: Error) => {
      failure = unusable;
    });
    throw error;
  } finally {
    client.release(failure);
  }
};

/**
 * What `work` gives, committed. It has READ COMMITTED isolation; `SET TRANSACTION` as its first statement makes it another. After
 * a deadlock or a serialization failure it is called again, so it does nothing but its statements. Rejects with what it threw;
 * nothing is committed then, but for a connection that is lost at the commit itself, when nobody knows.
 */
export const inTransaction = async <Outcome>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Outcome>,
): Promise<Outcome> => {
  for (let left = attempts - 1; ; left -= 1) {
    try {
      return await attempt(pool, work);
    } catch (error) {
      if (left === 0 || !isTransactionRace(error)) throw error;
      // Two that met once meet again if they come back together.
      await delay(Math.random() * longestPauseMs);
    }
  }
};
