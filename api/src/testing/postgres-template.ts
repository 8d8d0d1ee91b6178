/**
 * A data directory with the migrations applied, made once for all tests and copied for each: initdb and the migrations take
 * seconds. It is kept in the system's temporary directory under a name that says what it was made from, and appears there by a
 * rename, so that workers that start at once do not see a half of it.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { postgresPrograms, type UnprivilegedUser } from '@kubecast/media/testing/postgres-programs';
import { databaseNames } from '../database/databases.ts';
import { readMigrations } from '../migrate/migration-files.ts';
import { removeLeftovers, serverPrefix, templatePrefix } from './postgres-leftovers.ts';
import { keepFile } from './postgres-server.ts';

const run = promisify(execFile);

/** What is in the template besides the migrations; counted up by hand when that changes. */
const layout = '2';

export const superuser = 'kubecast_admin';

const templateName = async (user: UnprivilegedUser | undefined): Promise<string> => {
  const all = await Promise.all(Object.values(databaseNames).map((database) => readMigrations(database)));
  const made = JSON.stringify([layout, postgresPrograms().version, user?.uid ?? process.getuid?.(), all]);
  return `${templatePrefix}${createHash('sha256').update(made).digest('hex').slice(0, 16)}`;
};

/** A new directory for a server, its user's own. */
export const makeServerDirectory = async (user: UnprivilegedUser | undefined): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), serverPrefix));
  if (user) await chown(directory, user.uid, user.gid);
  return directory;
};

/** An empty cluster. */
const initialise = async (directory: string, password: string, user: UnprivilegedUser | undefined): Promise<void> => {
  const passwordFile = join(directory, 'password');
  await writeFile(passwordFile, password, { mode: 0o644 });
  const options = ['--no-sync', '--no-instructions', '--encoding=UTF8', '--locale=C.UTF-8', '--auth=scram-sha-256'];
  // Small files of the log: less to copy.
  options.push('--wal-segsize=1');
  const who = [`--username=${superuser}`, `--pwfile=${passwordFile}`];
  await run(join(postgresPrograms().directory, 'initdb'), [...options, ...who, '-D', join(directory, 'data')], {
    ...user,
    cwd: directory,
  });
};

const copy = async (from: string, to: string, user: UnprivilegedUser | undefined): Promise<void> => {
  await run('cp', ['-a', '--reflink=auto', from, to], { ...user, cwd: tmpdir() });
};

export interface DataDirectoryOptions {
  readonly user: UnprivilegedUser | undefined;
  readonly password: string;
  /** Migrates the cluster in a directory, and leaves it as a server that was shut down does. */
  readonly prepare: (directory: string) => Promise<void>;
}

const makeTemplate = async (template: string, { user, password, prepare }: DataDirectoryOptions): Promise<void> => {
  const directory = await makeServerDirectory(user);
  try {
    await writeFile(join(directory, keepFile), '');
    await initialise(directory, password, user);
    await prepare(directory);
    // Another worker may have been first: its template is as good.
    await rename(join(directory, 'data'), template).catch((error: unknown) => {
      if (!existsSync(template)) throw error;
    });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

/** A directory with `data` in it: a cluster with this release's migrations, never started. The caller removes it. */
export const makeDataDirectory = async (options: DataDirectoryOptions): Promise<string> => {
  await removeLeftovers(tmpdir());
  const template = join(tmpdir(), await templateName(options.user));
  if (!existsSync(template)) await makeTemplate(template, options);
  // Nobody else takes it for a leftover while it is copied.
  await utimes(template, new Date(), new Date());
  const directory = await makeServerDirectory(options.user);
  await copy(template, join(directory, 'data'), options.user);
  return directory;
};
