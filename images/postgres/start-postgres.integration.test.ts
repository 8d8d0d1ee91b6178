import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresPrograms, unprivilegedUser } from '@kubecast/media/testing/postgres-programs';
import { freePort } from '@kubecast/media/testing/s3-server';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const user = await unprivilegedUser();
let directory: string;
let child: ChildProcess;
let output = '';
let port: number;

const path = (name: string): string => join(directory, name);

const setPassword = async (password: string): Promise<void> => writeFile(path('adminPassword'), `${password}\n`);

/** Of a machine that is busy with other things. */
const patience = { timeout: 30_000 };

const script = join(import.meta.dirname, 'start-postgres.sh');

/** The script of the image as its container runs it, but for where things are. */
const start = async (environment: Readonly<Record<string, string>> = {}, prelude = ''): Promise<void> => {
  port = await freePort();
  output = '';
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: directory,
    fsync: 'off',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  child = spawn('/bin/sh', ['-c', `${prelude} exec /bin/sh "$@"`, 'sh', script, ...options], {
    ...user,
    cwd: directory,
    env: {
      PATH: `${postgresPrograms().directory}:${process.env.PATH}`,
      KUBECAST_SECRETS_DIRECTORY: directory,
      KUBECAST_POSTGRES_DATA: path('postgres'),
      KUBECAST_POSTGRES_MAX_CONNECTIONS: '20',
      KUBECAST_POSTGRES_SHARED_BUFFERS: '16MB',
      ...environment,
    },
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
};

const exitCode = async (): Promise<number | null> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  return child.exitCode;
};

/** What the signal of the image's STOPSIGNAL does. */
const shutDown = async (): Promise<number | null> => {
  child.kill('SIGINT');
  return exitCode();
};

const ask = async (password: string, sql: string): Promise<unknown[]> => {
  const client = new Client({ host: '127.0.0.1', port, user: 'kubecast_admin', database: 'postgres', password });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return rows;
};

const waitUntilReady = (): Promise<void> =>
  vi.waitFor(() => expect(output).toContain('ready to accept connections'), patience);

const startReady = async (): Promise<void> => {
  await start();
  await waitUntilReady();
};

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kubecast-bundled-pg-'));
  if (user) await chown(directory, user.uid, user.gid);
  await setPassword('first');
});

afterEach(async () => {
  child.kill('SIGQUIT');
  await exitCode();
  await rm(directory, { recursive: true, force: true });
});

describe('start-postgres.sh', () => {
  it('makes a cluster with checksums, in UTF-8, with the settings of the environment', async () => {
    await startReady();
    const names = ['data_checksums', 'server_encoding', 'lc_collate', 'max_connections', 'shared_buffers', 'jit'];
    const settings = await ask(
      'first',
      `SELECT ${names.map((name) => `current_setting('${name}') AS ${name}`).join(', ')}`,
    );
    expect(settings).toEqual([
      {
        data_checksums: 'on',
        server_encoding: 'UTF8',
        lc_collate: 'C.UTF-8',
        max_connections: '20',
        shared_buffers: '16MB',
        jit: 'off',
      },
    ]);
  });

  it('lets nobody in without the password', async () => {
    await startReady();
    await expect(ask('wrong', 'SELECT 1')).rejects.toThrow('password authentication failed');
    await expect(ask('', 'SELECT 1')).rejects.toThrow(/password/);
  });

  it('keeps the data and takes the new password when it was changed', async () => {
    await startReady();
    await ask('first', 'CREATE TABLE kept AS SELECT 1 AS one');
    expect(await shutDown()).toBe(0);
    await setPassword('it\'s \\ "new" $1');
    await startReady();
    expect(await ask('it\'s \\ "new" $1', 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
    await expect(ask('first', 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect(output).not.toContain('new');
  });

  it('writes no value into its log', async () => {
    await startReady();
    await ask('first', 'CREATE TABLE accounts (email text PRIMARY KEY)');
    const insert = "INSERT INTO accounts SELECT convert_from('\\x616e6e', 'UTF8')";
    await ask('first', insert);
    await expect(ask('first', insert)).rejects.toThrow('duplicate key');
    await vi.waitFor(() => expect(output).toContain('duplicate key'), patience);
    expect(output).not.toContain('(ann)');
  });

  it('ends while clients are connected when it is told to', async () => {
    await startReady();
    const held = ask('first', 'SELECT pg_sleep(600)');
    const ended = expect(held).rejects.toThrow(/terminat/);
    await vi.waitFor(async () => {
      const rows = await ask('first', "SELECT FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'");
      expect(rows).toHaveLength(1);
    }, patience);
    expect(await shutDown()).toBe(0);
    await ended;
  });

  it('starts on a volume whose group was given rights, and after a first start that was cut off', async () => {
    await mkdir(path('postgres.new'));
    await writeFile(path('postgres.new/PG_VERSION'), '15');
    if (user) await chown(path('postgres.new'), user.uid, user.gid);
    await startReady();
    await shutDown();
    await chmod(path('postgres'), 0o770);
    await startReady();
    expect(await ask('first', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('starts again after it was killed, under the process id that it had before', async () => {
    await startReady();
    child.kill('SIGKILL');
    await exitCode();
    await start({}, 'sed -i "1s/.*/$$/" postgres/postmaster.pid;');
    await waitUntilReady();
    expect(await ask('first', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('refuses data of another major version, with what to do', async () => {
    await mkdir(path('postgres'));
    await writeFile(path('postgres/PG_VERSION'), '9\n');
    await start();
    expect(await exitCode()).toBe(78);
    expect(output).toContain('are of Postgres 9');
    expect(output).toContain('pg_dumpall');
    expect(await readFile(path('postgres/PG_VERSION'), 'utf8')).toBe('9\n');
  });

  it('refuses to start without a password', async () => {
    await writeFile(path('adminPassword'), '');
    await start();
    expect(await exitCode()).toBe(78);
    expect(output).toContain('adminPassword is not there or empty');
  });

  it('refuses to go on when the data know no such administrator', async () => {
    await startReady();
    await shutDown();
    await start({ KUBECAST_POSTGRES_ADMIN_USER: 'other' });
    expect(await exitCode()).toBe(78);
    expect(output).toContain('role "other" does not exist');
  });
});
