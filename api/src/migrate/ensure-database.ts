/** A database that only those may enter who work with it. */
import { escapeIdentifier } from 'pg';
import { databaseNames } from '../database/databases.ts';
import type { AdminConnection } from './admin-connection.ts';
import { apiRole, usersReaderRole } from './role-names.ts';

const whoConnects = (database: string): readonly string[] =>
  database === databaseNames.auth ? [apiRole, usersReaderRole] : [apiRole];

/** One that another owns already is left as it is: the owner has to grant then. */
const createIfMissing = async (admin: AdminConnection, database: string): Promise<void> => {
  const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [database]);
  if (rowCount !== 0) return;
  // Whatever the template's encoding: titles come in every script, and sorting is by the code alone.
  await admin.query(
    `CREATE DATABASE ${escapeIdentifier(database)} ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8' TEMPLATE template0`,
  );
};

/** Makes the database where it is missing; nobody connects by default, nor makes temporary tables. */
export const ensureDatabase = async (admin: AdminConnection, database: string): Promise<void> => {
  await createIfMissing(admin, database);
  const name = escapeIdentifier(database);
  await admin.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  for (const role of whoConnects(database)) {
    await admin.query(`GRANT CONNECT ON DATABASE ${name} TO ${escapeIdentifier(role)}`);
  }
};
