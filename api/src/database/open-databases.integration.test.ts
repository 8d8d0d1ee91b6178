import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLogger } from '@kubecast/media/logger';
import { Registry } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { testPasswords } from '../testing/postgres.ts';
import { useTestPostgres } from '../testing/use-test-postgres.ts';
import { passwordFile } from './connection-settings.ts';
import { databaseProblem } from './database-error.ts';
import { inTransaction } from './in-transaction.ts';
import { type OpenDatabases, type OpenDatabasesOptions, openDatabases } from './open-databases.ts';
import { addPoolMetrics } from './pool-metrics.ts';

const postgres = useTestPostgres();
let opened: OpenDatabases | undefined;

const open = (changes: Partial<OpenDatabasesOptions> = {}) => {
  const logger = createLogger('api', 'silent');
  opened = openDatabases({ access: postgres.access, poolSize: 2, logger, ...changes });
  return opened.databases;
};

/** What the caller is told of what `work` fails with. */
const problemOf = async (work: Promise<unknown>): Promise<string | undefined> => {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return databaseProblem(error)?.code;
};

afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

describe('openDatabases', () => {
  it('connects each pool to its database, in UTC, under its name', async () => {
    const databases = open();
    const sql =
      "SELECT current_database() AS name, current_setting('timezone') AS zone, current_setting('application_name') AS who";
    const answers = await Promise.all(Object.values(databases).map(async (pool) => (await pool.query(sql)).rows[0]));
    const expected = ['auth_db', 'streams_db', 'recordings_db', 'vod_db'];
    expect(answers).toEqual(expected.map((name) => ({ name, zone: 'UTC', who: 'kubecast-api' })));
  });

  it('goes on with a new connection when the server was away', async () => {
    const databases = open();
    await databases.auth.query('SELECT 1');
    await postgres.crash();
    expect(await problemOf(databases.auth.query('SELECT 1'))).toBe('DatabaseUnavailable');
    expect(await problemOf(databases.streams.query('SELECT 1'))).toBe('DatabaseUnavailable');
    await postgres.resume();
    expect((await databases.auth.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it('bears the loss of a connection that somebody has between two statements', async () => {
    const { auth } = open();
    const lost = inTransaction(auth, async (client) => {
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      const ended = new Promise((resolve) => client.once('end', resolve));
      await postgres.admin.auth.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
      await ended;
      await client.query('SELECT 1');
    });
    expect(await problemOf(lost)).toBe('DatabaseUnavailable');
    expect((await auth.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it('gives a statement up that takes too long', async () => {
    const { auth } = open({ statementTimeoutMs: 100 });
    expect(await problemOf(auth.query('SELECT pg_sleep(60)'))).toBe('Busy');
  });

  it('refuses a character that cannot be stored as the fault of who sent it', async () => {
    expect(await problemOf(open().auth.query('SELECT $1::text', ['a\0b']))).toBe('RequestInvalid');
  });

  it('says nothing of a fault that is ours', async () => {
    expect(await problemOf(open().auth.query('SELECT nonsense'))).toBeUndefined();
  });

  it('takes the names as away when only auth_db is out of reach', async () => {
    await postgres.admin.vod.query("ALTER SERVER users OPTIONS (SET port '1')");
    const { vod } = open();
    expect(await problemOf(vod.query('SELECT FROM users_foreign'))).toBe('DatabaseUnavailable');
    const port = postgres.access.location.port;
    await postgres.admin.vod.query(`ALTER SERVER users OPTIONS (SET port '${port}')`);
    expect((await vod.query('SELECT FROM users_foreign')).rowCount).toBe(0);
  });

  it('reads the password anew for each connection', async () => {
    const password = passwordFile(postgres.secretsDirectory, 'rotated');
    const file = join(postgres.secretsDirectory, 'rotated');
    await writeFile(file, 'not yet\n');
    const { auth } = open({ access: { ...postgres.access, password } });
    expect(await problemOf(auth.query('SELECT 1'))).toBe('DatabaseUnavailable');
    await writeFile(file, `${testPasswords.api}\n`);
    expect((await auth.query('SELECT 1')).rowCount).toBe(1);
  });

  it('refuses a server without TLS when it must have it', async () => {
    const location = { ...postgres.access.location, tls: 'require' } as const;
    await expect(open({ access: { ...postgres.access, location } }).auth.query('SELECT 1')).rejects.toThrow('SSL');
  });
});

describe('inTransaction', () => {
  const insert = `INSERT INTO users (username, email, password_hash) VALUES ($1, $1 || '@example.org', 'none')`;

  it('commits what was done, or nothing of it', async () => {
    const { auth } = open();
    await inTransaction(auth, (client) => client.query(insert, ['kept']));
    const failed = inTransaction(auth, async (client) => {
      await client.query(insert, ['dropped']);
      throw new RangeError('no');
    });
    await expect(failed).rejects.toThrow('no');
    const { rows } = await auth.query('SELECT username FROM users');
    expect(rows).toEqual([{ username: 'kept' }]);
    expect(auth.idleCount).toBe(auth.totalCount);
  });

  it('begins again when two wait for each other', async () => {
    const { auth } = open();
    await inTransaction(auth, async (client) => {
      await client.query(insert, ['one']);
      await client.query(insert, ['two']);
    });
    const touch = `UPDATE users SET display_name = $2 WHERE username = $1`;
    let waiting = 0;
    const bothHaveOne = Promise.withResolvers<void>();
    const change = (first: string, second: string, name: string) =>
      inTransaction(auth, async (client) => {
        await client.query(touch, [first, name]);
        waiting += 1;
        if (waiting === 2) bothHaveOne.resolve();
        await bothHaveOne.promise;
        await client.query(touch, [second, name]);
      });
    await Promise.all([change('one', 'two', 'a'), change('two', 'one', 'b')]);
    expect(waiting).toBe(3);
    const { rows } = await auth.query(
      "SELECT count(DISTINCT display_name)::int AS names FROM users WHERE username IN ('one', 'two')",
    );
    expect(rows).toEqual([{ names: 1 }]);
  });
});

describe('addPoolMetrics', () => {
  it('tells how many connections there are, and who waits for one', async () => {
    const databases = open({ poolSize: 1 });
    const registry = new Registry();
    addPoolMetrics(registry, databases);
    const client = await databases.vod.connect();
    const next = databases.vod.query('SELECT 1');
    const text = await registry.metrics();
    client.release();
    await next;
    expect(text).toContain('kubecast_api_database_connections{database="vod_db",state="busy"} 1');
    expect(text).toContain('kubecast_api_database_connections{database="auth_db",state="busy"} 0');
    expect(text).toContain('kubecast_api_database_waiting{database="vod_db"} 1');
    expect(await registry.metrics()).toContain('kubecast_api_database_connections{database="vod_db",state="idle"} 1');
  });
});
