/** Which migrations the databases lack, for the api's readiness. */
import { type Databases, databaseKeys, databaseNames } from '../database/databases.ts';
import { readMigrations } from './migration-files.ts';

const undefinedTable = '42P01';

const appliedNames = async (databases: Databases, key: keyof Databases): Promise<ReadonlySet<string>> => {
  try {
    const { rows } = await databases[key].query<{ name: string }>('SELECT name FROM schema_migrations');
    return new Set(rows.map(({ name }) => name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === undefinedTable) return new Set();
    throw error;
  }
};

const missingIn = async (databases: Databases, key: keyof Databases): Promise<readonly string[]> => {
  const applied = await appliedNames(databases, key);
  const migrations = await readMigrations(databaseNames[key]);
  return migrations.flatMap(({ name }) => (applied.has(name) ? [] : `${databaseNames[key]}/${name}`));
};

/**
 * `vod_db/0001-videos`, … of this release that are not applied yet; those of a newer release do not matter. Rejects with the
 * driver's error when a database cannot be asked: before the first migration it does not exist.
 */
export const missingMigrations = async (databases: Databases): Promise<readonly string[]> =>
  (await Promise.all(databaseKeys.map((key) => missingIn(databases, key)))).flat();
