/** Opens the api's pools. A connection that the server ends is replaced at the next use, and never ends the program. */
import type { Logger } from '@kubecast/media/logger';
import { Pool } from 'pg';
import { connectionSettings, type PostgresAccess } from './connection-settings.ts';
import { type Databases, databaseNames } from './databases.ts';
import { sessionLimits } from './session-limits.ts';

export interface OpenDatabasesOptions {
  readonly access: PostgresAccess;
  /** Connections to each of the four databases. */
  readonly poolSize: number;
  readonly logger: Logger;
  /** What a statement may take, in the server, before it is given up. */
  readonly statementTimeoutMs?: number;
}

export interface OpenDatabases {
  readonly databases: Databases;
  /** Ends every connection, when the statements under way have ended. */
  readonly close: () => Promise<void>;
}

const applicationName = 'kubecast-api';
/** A connection to streams_db or vod_db holds one to auth_db, which takes as long again to open: keep them for a while. */
const idleTimeoutMs = 300_000;

const openPool = (database: string, options: OpenDatabasesOptions): Pool => {
  const statementTimeoutMs = options.statementTimeoutMs ?? sessionLimits.statement_timeout;
  const pool = new Pool({
    ...connectionSettings(options.access, database, applicationName),
    max: options.poolSize,
    idleTimeoutMillis: idleTimeoutMs,
    ...sessionLimits,
    statement_timeout: statementTimeoutMs,
    // The server's own limit does not help when nothing comes back from it at all.
    query_timeout: 2 * statementTimeoutMs,
  });
  // A connection that is lost while somebody has it, between two statements, is told to the next one of these.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', (error) => options.logger.warn({ err: error, database }, 'Losing an idle connection to Postgres'));
  return pool;
};

/** Nothing is connected yet: each pool does so when it is first used. */
export const openDatabases = (options: OpenDatabasesOptions): OpenDatabases => {
  const databases: Databases = {
    auth: openPool(databaseNames.auth, options),
    streams: openPool(databaseNames.streams, options),
    recordings: openPool(databaseNames.recordings, options),
    vod: openPool(databaseNames.vod, options),
  };
  const close = async (): Promise<void> => {
    await Promise.all(Object.values(databases).map((pool: Pool) => pool.end()));
  };
  return { databases, close };
};
