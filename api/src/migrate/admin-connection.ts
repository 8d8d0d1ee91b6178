/** One connection of the administrator to one database, for as long as a piece of work takes. */
import { Client, type QueryResult } from 'pg';
import { connectionSettings, type PostgresAccess } from '../database/connection-settings.ts';

export interface AdminConnection {
  /** Rows are unknown: whoever reads one parses it. */
  readonly query: (text: string, values?: readonly unknown[]) => Promise<QueryResult<Record<string, unknown>>>;
}

/** Who waits for a lock that a long query holds makes the whole table wait: better to give up and be started again. */
const lockTimeoutMs = 30_000;

/** Gives `work` a connection and ends it afterwards. A connection that is lost meanwhile fails the statement under way. */
export const withAdmin = async <Outcome>(
  access: PostgresAccess,
  database: string,
  work: (admin: AdminConnection) => Promise<Outcome>,
): Promise<Outcome> => {
  const client = new Client({
    ...connectionSettings(access, database, 'kubecast-migrate'),
    lock_timeout: lockTimeoutMs,
  });
  // Told to the statement under way, or to the next one.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work({ query: (text, values) => client.query(text, values === undefined ? [] : [...values]) });
  } finally {
    await client.end().catch(() => undefined);
  }
};
