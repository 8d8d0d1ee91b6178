/**
 * Brings a Postgres server to what this release needs: roles, databases, the foreign server, tables. Everything is looked at
 * anew in each run, so that a second one finds nothing to do, and a password that changed in the Secret is in force after it.
 *
 * The administrator needs: CREATEROLE, CREATEDB, and to be superuser or its like (rds_superuser, azure_pg_admin,
 * cloudsqlsuperuser) for the extension postgres_fdw; where that is in place already, USAGE on the wrapper is enough.
 */
import type { Logger } from '@kubecast/media/logger';
import type { PostgresAccess } from '../database/connection-settings.ts';
import { databaseNames } from '../database/databases.ts';
import { type AdminConnection, withAdmin } from './admin-connection.ts';
import { applyMigrations } from './apply-migrations.ts';
import { ensureDatabase } from './ensure-database.ts';
import { ensureRoles, type RolePasswords } from './ensure-roles.ts';
import { explainRights } from './explain-rights.ts';
import { readMigrations } from './migration-files.ts';
import { holdMigrationLock } from './migration-lock.ts';
import { ensureUsersServer, type UsersServer, usersServerDatabases } from './users-server.ts';
import { waitForPostgres } from './wait-for-postgres.ts';

export interface MigrateOptions {
  readonly access: PostgresAccess;
  /** Where the administrator logs in before there are databases of ours. */
  readonly maintenanceDatabase: string;
  readonly passwords: RolePasswords;
  readonly usersServer: UsersServer;
  /** How long to wait for a server that is not up yet, and for another migration under way. */
  readonly waitMs: number;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** The shipped ones when not given. */
  readonly directory?: string;
}

const migrateDatabase = async (database: string, options: MigrateOptions): Promise<void> => {
  const { access, logger, directory, signal } = options;
  signal.throwIfAborted();
  const migrations = await readMigrations(database, directory);
  await withAdmin(access, database, (admin) => applyMigrations(admin, database, migrations, logger));
};

const linkDatabase = async (database: string, options: MigrateOptions): Promise<void> => {
  const { access, usersServer, passwords, logger } = options;
  await withAdmin(access, database, (admin) =>
    explainRights('make the foreign server', ensureUsersServer(admin, usersServer, passwords.usersReader, logger)),
  );
};

/** Whatever has to do with a password first: while one is changed, the api is without the names of users, or without any rows. */
const migrateServer = async (admin: AdminConnection, options: MigrateOptions): Promise<void> => {
  const all = Object.values(databaseNames);
  await holdMigrationLock(admin, options);
  await explainRights('make the roles', ensureRoles(admin, options.passwords));
  for (const database of all) await explainRights(`make the database ${database}`, ensureDatabase(admin, database));
  for (const database of usersServerDatabases) await linkDatabase(database, options);
  for (const database of all) await migrateDatabase(database, options);
};

/** @throws MigrateError for what a person has to mend; the driver's error for a connection that was lost midway */
export const migrate = async (options: MigrateOptions): Promise<void> => {
  await waitForPostgres(options);
  await withAdmin(options.access, options.maintenanceDatabase, (admin) => migrateServer(admin, options));
};
