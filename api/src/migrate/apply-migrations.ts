/** Applies the migrations that a database does not have yet, and refuses to when it has others than these, but for later ones. */
import type { Logger } from '@kubecast/media/logger';
import { escapeIdentifier } from 'pg';
import { z } from 'zod';
import { isConnectionLost, isTransactionRace } from '../database/database-error.ts';
import type { AdminConnection } from './admin-connection.ts';
import { MigrateError } from './migrate-error.ts';
import type { Migration } from './migration-files.ts';
import { apiRole } from './role-names.ts';

export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
}

export interface MigrationPlan {
  /** In the order in which to apply them. */
  readonly pending: readonly Migration[];
  /** Names of what a newer release has applied: this one was installed again after it. */
  readonly later: readonly string[];
}

const checkUnchanged = (database: string, migration: Migration, checksum: string): void => {
  if (migration.checksum === checksum) return;
  const advice = 'take the file as it was released, and make the change in a migration of its own';
  const text = `The migration ${migration.name} of ${database} was changed after it was applied: ${advice}`;
  throw new MigrateError('MigrationChanged', text);
};

/** A release works with what the next one has changed; one that neither is before nor after ours has made something else. */
const checkOrder = (database: string, { pending, later }: MigrationPlan, last: string): void => {
  const unknown = later.find((name) => name < last || pending.length > 0);
  if (unknown === undefined) return;
  const advice = 'another release made it: install that release, or restore the database as it was before';
  throw new MigrateError('MigrationUnknown', `${database} has the migration ${unknown}, unknown here: ${advice}`);
};

/**
 * What is still to apply of `migrations`, which are in order.
 *
 * @throws {@link MigrateError} when one was changed after it was applied, or when the database has one among them that they do not know
 */
export const planMigrations = (
  database: string,
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): MigrationPlan => {
  const checksums = new Map(applied.map(({ name, checksum }) => [name, checksum]));
  for (const migration of migrations) {
    checkUnchanged(database, migration, checksums.get(migration.name) ?? migration.checksum);
  }
  const known = new Set(migrations.map(({ name }) => name));
  const plan: MigrationPlan = {
    pending: migrations.filter(({ name }) => !checksums.has(name)),
    later: [...checksums.keys()].filter((name) => !known.has(name)),
  };
  checkOrder(database, plan, migrations.at(-1)?.name ?? '');
  return plan;
};

const ensureTable = async (admin: AdminConnection): Promise<void> => {
  await admin.query(`CREATE TABLE IF NOT EXISTS schema_migrations (
    name text PRIMARY KEY,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
  )`);
  await admin.query(`GRANT SELECT ON schema_migrations TO ${escapeIdentifier(apiRole)}`);
};

const readApplied = async (admin: AdminConnection): Promise<readonly AppliedMigration[]> => {
  const { rows } = await admin.query('SELECT name, checksum FROM schema_migrations ORDER BY name');
  return z.array(z.object({ name: z.string(), checksum: z.string() })).parse(rows);
};

const applyMigration = async (admin: AdminConnection, { name, sql, checksum }: Migration): Promise<void> => {
  await admin.query('BEGIN');
  try {
    await admin.query(sql);
    await admin.query('INSERT INTO schema_migrations (name, checksum) VALUES ($1, $2)', [name, checksum]);
    await admin.query('COMMIT');
  } catch (error) {
    await admin.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
};

const whyItFailed = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Somebody else's lock, or a race: the server is as it was, and may take the same a moment later. */
const lockNotAvailable = '55P03';

const mayPass = (error: unknown): boolean =>
  isConnectionLost(error) ||
  isTransactionRace(error) ||
  (error instanceof Error && 'code' in error && error.code === lockNotAvailable);

const explainFailure = (database: string, { name }: Migration, error: unknown): MigrateError => {
  const code = mayPass(error) ? 'MigrationInterrupted' : 'MigrationFailed';
  const text = `Applying the migration ${name} to ${database} failed and left nothing behind: ${whyItFailed(error)}`;
  return new MigrateError(code, text, error);
};

/**
 * Applies what is missing, in order, each in its transaction: one that fails leaves nothing behind, those before it stay. A database
 * that a newer release has changed is left as it is.
 */
export const applyMigrations = async (
  admin: AdminConnection,
  database: string,
  migrations: readonly Migration[],
  logger: Logger,
): Promise<void> => {
  await ensureTable(admin);
  const { pending, later } = planMigrations(database, migrations, await readApplied(admin));
  if (later.length > 0) logger.warn({ database, migrations: later }, 'Leaving what a newer release has applied');
  for (const migration of pending) {
    logger.info({ database, migration: migration.name }, 'Applying migration');
    await applyMigration(admin, migration).catch((error: unknown) => {
      throw explainFailure(database, migration, error);
    });
  }
};
