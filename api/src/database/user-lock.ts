import type { Pool, PoolClient } from 'pg';

/** What `pg_advisory_lock` is given beside the user, so that no other lock is meant. */
const creationLock = 6_001;

const locked = async <Result>(client: PoolClient, userId: string, work: () => Promise<Result>): Promise<Result> => {
  const key = [creationLock, userId];
  await client.query("SET lock_timeout = '5s'");
  await client.query('SELECT pg_advisory_lock($1::int, hashtext($2::text))', key);
  const result = await work();
  await client.query('SELECT pg_advisory_unlock($1::int, hashtext($2::text))', key);
  await client.query('RESET lock_timeout');
  return result;
};

/**
 * Does `work` while no replica does any for the same user (or, rarely, for one with the same hash). It holds a connection
 * meanwhile, `client`, which `work` uses for its own queries: a pool may have no second one. No transaction is open.
 *
 * @throws DatabaseError 55P03 when another one's work takes longer than 5 s
 */
export const withUserLock = async <Result>(
  pool: Pool,
  userId: string,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> => {
  const client = await pool.connect();
  let isUsable = false;
  try {
    const result = await locked(client, userId, () => work(client));
    isUsable = true;
    return result;
  } finally {
    // The connection's end is the lock's.
    client.release(!isUsable);
  }
};
