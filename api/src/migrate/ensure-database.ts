/** A database that only those may enter who work with it. */
import { escapeIdentifier, escapeLiteral } from 'pg';
import { z } from 'zod';
import { databaseNames } from '../database/databases.ts';
import type { AdminConnection } from './admin-connection.ts';
import { MigrateError } from './migrate-error.ts';
import { apiRole, usersReaderRole } from './role-names.ts';

const whoConnects = (database: string): readonly string[] =>
  database === databaseNames.auth ? [apiRole, usersReaderRole] : [apiRole];

const ownerSchema = z.array(z.object({ is_ours: z.boolean() })).max(1);

/** SQLSTATE of a locale that the server's system does not have. */
const wrongObjectType = '42809';

const explainLocale = (error: unknown): never => {
  if (!(error instanceof Error && 'code' in error && error.code === wrongObjectType)) throw error;
  const advice = 'install that locale on the server (glibc 2.35 and Debian have it by themselves), and restart it';
  throw new MigrateError('LocaleMissing', `The server has no locale C.UTF-8 (${error.message}): ${advice}`, error);
};

const createIfMissing = async (admin: AdminConnection, database: string): Promise<void> => {
  const sql = "SELECT pg_has_role(datdba, 'USAGE') AS is_ours FROM pg_database WHERE datname = $1";
  const [found] = ownerSchema.parse((await admin.query(sql, [database])).rows);
  if (found?.is_ours) return;
  if (found) {
    const advice = `run: ALTER DATABASE ${database} OWNER TO that administrator`;
    throw new MigrateError(
      'RightMissing',
      `The database ${database} is not the administrator's of the migration, ${advice}`,
    );
  }
  // Whatever the server's own: titles come in every script, and an order by code needs no rebuilt index when the system's changes.
  const locale = "ENCODING 'UTF8' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C.UTF-8' TEMPLATE template0";
  await admin.query(`CREATE DATABASE ${escapeIdentifier(database)} ${locale}`).catch(explainLocale);
};

/** What sessions begin with, however the server is set up. */
const settings = {
  // Cursors and the driver read times as Postgres writes them.
  timezone: 'UTC',
  datestyle: 'ISO, YMD',
  // The queries are short: compiling them takes longer than running them.
  jit: 'off',
} as const;

/** Makes the database where it is missing; nobody connects by default, nor makes temporary tables. */
export const ensureDatabase = async (admin: AdminConnection, database: string): Promise<void> => {
  await createIfMissing(admin, database);
  const name = escapeIdentifier(database);
  await admin.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  for (const role of whoConnects(database)) {
    await admin.query(`GRANT CONNECT ON DATABASE ${name} TO ${escapeIdentifier(role)}`);
  }
  for (const [setting, value] of Object.entries(settings)) {
    await admin.query(`ALTER DATABASE ${name} SET ${setting} TO ${escapeLiteral(value)}`);
  }
};
