/** Where Debian's Postgres is, and whom it runs as: it refuses to run as root. */
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const root = '/usr/lib/postgresql';

/** The directory of the newest version's programs; a version may be there with its client alone. */
export const postgresPrograms = (): { readonly directory: string; readonly version: string } => {
  let versions: string[] = [];
  try {
    versions = readdirSync(root).filter((name) => /^\d+$/.test(name) && existsSync(join(root, name, 'bin/initdb')));
  } catch {
    // Said below.
  }
  const version = versions.sort((left, right) => Number(right) - Number(left))[0];
  if (version === undefined)
    throw new Error(`There is no Postgres in ${root}: install it (apt-get install postgresql)`);
  return { directory: join(root, version, 'bin'), version };
};

export interface UnprivilegedUser {
  readonly uid: number;
  readonly gid: number;
}

/** Whom to run the server as; undefined when this process is nobody special. The package makes the user `postgres`. */
export const unprivilegedUser = async (): Promise<UnprivilegedUser | undefined> => {
  if (process.getuid?.() !== 0) return undefined;
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const entry = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody');
  if (entry === undefined) throw new Error('Postgres does not run as root, and /etc/passwd has no user postgres');
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
};
