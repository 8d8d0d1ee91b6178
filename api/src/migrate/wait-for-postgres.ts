/** At the first start of a release Postgres comes up beside the migration: being out of reach is then no failure. */
import type { Logger } from '@kubecast/media/logger';
import { retry } from '@kubecast/media/retry';
import { z } from 'zod';
import type { PostgresAccess } from '../database/connection-settings.ts';
import { isConnectionLost } from '../database/database-error.ts';
import { withAdmin } from './admin-connection.ts';
import { MigrateError } from './migrate-error.ts';

export interface WaitOptions {
  readonly access: PostgresAccess;
  readonly maintenanceDatabase: string;
  readonly waitMs: number;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

const oldestVersion = 150_000;

const versionSchema = z.array(z.object({ version: z.coerce.number() })).length(1);

/** Postgres 15 is the first where only a database's owner makes tables in `public`. */
const checkVersion = (rows: unknown): void => {
  const version = versionSchema.parse(rows)[0]?.version ?? 0;
  if (version >= oldestVersion) return;
  const found = Math.floor(version / 10_000);
  throw new MigrateError('ServerTooOld', `The server runs Postgres ${found}: Kubecast needs 15 or a newer one`);
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.message || error.name : 'unknown');

/** Tries until the server answers. @throws {@link MigrateError} when it did not for `waitMs`, or is too old; a refused login at once */
export const waitForPostgres = async (options: WaitOptions): Promise<void> => {
  const { access, maintenanceDatabase, waitMs, logger, signal } = options;
  const { host, port } = access.location;
  const ask = () =>
    withAdmin(access, maintenanceDatabase, (admin) =>
      admin.query("SELECT current_setting('server_version_num') AS version"),
    );
  const answer = await retry(ask, {
    signal,
    mayPass: isConnectionLost,
    limitMs: waitMs,
    maxDelayMs: 2_000,
    onFault: (error) => logger.info({ host, port, reason: nameOf(error) }, 'Waiting for Postgres'),
  }).catch((error: unknown) => {
    if (!isConnectionLost(error) || signal.aborted) throw error;
    const text = `Postgres at ${host}:${port} has not answered for ${waitMs / 1000} s (${nameOf(error)}): see that it runs and is reached from here`;
    throw new MigrateError('ServerUnreachable', text, error);
  });
  checkVersion(answer.rows);
};
