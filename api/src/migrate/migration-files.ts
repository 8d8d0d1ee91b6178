/**
 * The migrations as they are shipped: `<database>/NNNN-name.sql`, applied in the order of their numbers, each once and in a
 * transaction of its own. A file that was released is never changed; what is to be otherwise comes in a later one. A migration
 * grants what the api does with the tables that it makes: nothing is granted by default.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Migration {
  /** The file's name without `.sql`: `0001-users`. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly checksum: string;
}

const fileName = /^\d{4}-[a-z0-9-]+\.sql$/;

/** Beside the bundled program in the image, in `api/migrations` of the sources. */
export const migrationsDirectory = (): string => {
  const places = [join(import.meta.dirname, 'migrations'), join(import.meta.dirname, '../../migrations')];
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error(`There are no migrations at ${places.join(' or ')}: the image lacks them`);
  return found;
};

const readMigration = async (directory: string, file: string): Promise<Migration> => {
  const sql = await readFile(join(directory, file), 'utf8');
  return { name: file.replace(/\.sql$/, ''), sql, checksum: createHash('sha256').update(sql).digest('hex') };
};

const checkNames = (directory: string, files: readonly string[]): void => {
  const odd = files.find((file) => !fileName.test(file));
  if (odd !== undefined) throw new Error(`${join(directory, odd)} is no migration: name it NNNN-name.sql`);
  const twice = files.find((file, index) => file.slice(0, 4) === files[index - 1]?.slice(0, 4));
  if (twice !== undefined)
    throw new Error(`${join(directory, twice)} has the number of another migration: take the next`);
};

/** The migrations of one database, in order. @throws when a file's name is wrong, or two have one number */
export const readMigrations = async (
  database: string,
  directory: string = migrationsDirectory(),
): Promise<readonly Migration[]> => {
  const folder = join(directory, database);
  const files = (await readdir(folder)).sort();
  checkNames(folder, files);
  return Promise.all(files.map((file) => readMigration(folder, file)));
};
