/** Applies the migrations that a database does not have yet, and refuses to when it has others than these. */
import type { Logger } from '@kubecast/media/logger';
import { escapeIdentifier } from 'pg';
import { z } from 'zod';
import type { AdminConnection } from './admin-connection.ts';
import { MigrateError } from './migrate-error.ts';
import type { Migration } from './migration-files.ts';
import { apiRole } from './role-names.ts';

export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
}

/**
 * What is still to apply.
 *
 * @throws {@link MigrateError} when one was changed after it was applied, or when the database has one that these do not know
 */
export const pendingMigrations = (
  database: string,
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Migration[] => {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of applied) {
    const migration = known.get(name);
    if (migration === undefined) {
      const advice = 'a newer release made it: install that release, or restore the database as it was before';
      throw new MigrateError('MigrationUnknown', `${database} has the migration ${name}, unknown here: ${advice}`);
    }
    if (migration.checksum !== checksum) {
      const advice = 'take the file as it was released, and make the change in a migration of its own';
      throw new MigrateError(
        'MigrationChanged',
        `The migration ${name} of ${database} was changed after it was applied: ${advice}`,
      );
    }
  }
  const names = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => !names.has(name));
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

/** Applies what is missing, in order, each in its transaction: one that fails leaves nothing behind, those before it stay. */
export const applyMigrations = async (
  admin: AdminConnection,
  database: string,
  migrations: readonly Migration[],
  logger: Logger,
): Promise<void> => {
  await ensureTable(admin);
  for (const migration of pendingMigrations(database, migrations, await readApplied(admin))) {
    logger.info({ database, migration: migration.name }, 'Applying migration');
    await applyMigration(admin, migration).catch((error: unknown) => {
      const text = `Applying the migration ${migration.name} to ${database} failed and left nothing behind: ${whyItFailed(error)}`;
      throw new MigrateError('MigrationFailed', text, error);
    });
  }
};
