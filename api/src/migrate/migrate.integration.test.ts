import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { Client } from 'pg';
import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { connectionSettings, type PostgresAccess } from '../database/connection-settings.ts';
import { databaseNames } from '../database/databases.ts';
import { openDatabases } from '../database/open-databases.ts';
import { testPasswords } from '../testing/postgres.ts';
import { useTestPostgres } from '../testing/use-test-postgres.ts';
import { withAdmin } from './admin-connection.ts';
import { type MigrateOptions, migrate } from './migrate.ts';
import { MigrateError } from './migrate-error.ts';
import { migrationsDirectory } from './migration-files.ts';
import { missingMigrations } from './missing-migrations.ts';

const postgres = useTestPostgres();
let directory: string;
let log = '';

const logger = pino(
  { level: 'trace' },
  new Writable({
    write: (chunk, _encoding, done) => {
      log += String(chunk);
      done();
    },
  }),
);

const roles = ['kubecast_api', 'kubecast_users_reader'];
const databases = Object.values(databaseNames);

const options = (changes: Partial<MigrateOptions> = {}): MigrateOptions => ({
  access: postgres.adminAccess,
  maintenanceDatabase: 'postgres',
  passwords: testPasswords,
  usersServer: { host: postgres.access.location.host, port: postgres.access.location.port, tls: 'disable' },
  waitMs: 20_000,
  logger,
  signal: new AbortController().signal,
  directory,
  ...changes,
});

const asAdmin = (sql: string, database = 'postgres') =>
  withAdmin(postgres.adminAccess, database, async (admin) => (await admin.query(sql)).rows);

/** As the server is before the first migration. */
const emptyServer = async (): Promise<void> => {
  for (const database of databases) await asAdmin(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  for (const role of [...roles, 'dba']) await asAdmin(`DROP ROLE IF EXISTS ${role}`);
};

const ask = async (access: PostgresAccess, database: string, sql: string): Promise<unknown[]> => {
  const client = new Client(connectionSettings(access, database, 'test'));
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return rows;
};

const loginAs = (user: string, password: string): PostgresAccess => ({
  location: { ...postgres.access.location, user },
  password: async () => password,
});

const names = 'SELECT count(*)::int AS users FROM users_foreign';

const refusal = async (work: Promise<unknown>): Promise<MigrateError> => {
  const error: unknown = await work.then(
    () => 'nothing was thrown',
    (thrown: unknown) => thrown,
  );
  if (error instanceof MigrateError) return error;
  throw new Error('No MigrateError', { cause: error });
};

beforeEach(async () => {
  await emptyServer();
  directory = await mkdtemp(join(tmpdir(), 'kubecast-migrations-'));
  await cp(migrationsDirectory(), directory, { recursive: true });
  log = '';
  return () => rm(directory, { recursive: true, force: true });
});

describe('migrate', () => {
  it('makes everything on an empty server, and finds nothing to do the second time', async () => {
    await migrate(options());
    expect(log).toContain('0001-videos');
    log = '';
    await migrate(options());
    expect(log).toBe('');
    expect(await ask(postgres.access, 'vod_db', names)).toEqual([{ users: 0 }]);
  });

  it('bears a second migration beside it', async () => {
    await Promise.all([migrate(options()), migrate(options()), migrate(options())]);
    expect(await ask(postgres.access, 'streams_db', names)).toEqual([{ users: 0 }]);
    expect(log.match(/0001-videos/g)).toHaveLength(1);
  });

  it('puts new passwords in force, and another address of the users', async () => {
    await migrate(options({ usersServer: { host: '127.0.0.1', port: 1, tls: 'prefer' } }));
    await expect(ask(postgres.access, 'vod_db', names)).rejects.toMatchObject({ code: '08001' });
    const passwords = { api: "new 'api' \\ %L $1", usersReader: "new 'reader' %s" };
    await migrate(options({ passwords }));
    expect(await ask(loginAs('kubecast_api', passwords.api), 'vod_db', names)).toEqual([{ users: 0 }]);
    await expect(ask(postgres.access, 'vod_db', names)).rejects.toMatchObject({ code: '28P01' });
    const reader = loginAs('kubecast_users_reader', passwords.usersReader);
    expect(await ask(reader, 'auth_db', 'SELECT id FROM users')).toEqual([]);
  });

  it('tells no password, neither in its log nor in an error', async () => {
    const passwords = { api: 'secret-of-the-api', usersReader: 'secret-of-the-reader' };
    await asAdmin("CREATE ROLE dba LOGIN PASSWORD 'dba'");
    const access = loginAs('dba', 'dba');
    const error = await refusal(migrate(options({ access, passwords })));
    expect(`${error.stack} ${JSON.stringify(error.cause)} ${log}`).not.toMatch(/secret-of/);
    await migrate(options({ passwords }));
    expect(log).not.toMatch(/secret-of/);
  });

  it("tells no password to the server's log, whatever that writes down", async () => {
    for (const setting of ["log_statement = 'all'", 'log_min_duration_statement = 0', "log_min_messages = 'log'"]) {
      await asAdmin(`ALTER ROLE kubecast_admin SET ${setting}`);
    }
    const passwords = { api: 'secret-of-the-api', usersReader: 'secret-of-the-reader' };
    await migrate(options({ passwords })).finally(() => asAdmin('ALTER ROLE kubecast_admin RESET ALL'));
    await expect.poll(postgres.log).toContain('RESET ALL');
    expect(postgres.log()).toContain('CREATE ROLE "kubecast_api" LOGIN PASSWORD \'SCRAM-SHA-256$4096:');
    expect(postgres.log()).toContain('ALTER SERVER users');
    expect(postgres.log()).not.toContain('secret-of');
    expect(log).not.toContain('its settings make it log');
  });

  it('says which right the administrator lacks', async () => {
    await asAdmin("CREATE ROLE dba LOGIN PASSWORD 'dba'");
    const error = await refusal(migrate(options({ access: loginAs('dba', 'dba') })));
    expect(error.code).toBe('RightMissing');
    expect(error.message).toContain('Could not make the roles');
    expect(error.message).toContain('CREATEROLE');
  });

  it('needs no superuser where the extension is in place', async () => {
    await asAdmin("CREATE ROLE dba LOGIN CREATEDB CREATEROLE PASSWORD 'dba'");
    const access = loginAs('dba', 'dba');
    const error = await refusal(migrate(options({ access })));
    expect(error.message).toContain('Could not make the foreign server');
    for (const database of ['streams_db', 'vod_db']) {
      await asAdmin(`CREATE DATABASE ${database} OWNER dba`).catch(() => undefined);
      await asAdmin('CREATE EXTENSION postgres_fdw', database);
      await asAdmin('GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO dba', database);
    }
    await migrate(options({ access }));
    expect(await ask(postgres.access, 'streams_db', names)).toEqual([{ users: 0 }]);
    expect(await ask(postgres.access, 'vod_db', names)).toEqual([{ users: 0 }]);
    // Owned by dba, which the next test drops.
    await emptyServer();
  });

  it("refuses a database that is another's, and a role that may do more than it should", async () => {
    await asAdmin("CREATE ROLE dba LOGIN CREATEDB CREATEROLE PASSWORD 'dba'");
    await asAdmin('CREATE DATABASE auth_db');
    const other = await refusal(migrate(options({ access: loginAs('dba', 'dba') })));
    expect(other.message).toContain('ALTER DATABASE auth_db OWNER TO');
    await asAdmin('ALTER ROLE kubecast_api SUPERUSER');
    const mighty = await refusal(migrate(options()));
    expect(mighty).toMatchObject({ code: 'RoleTooMighty', message: expect.stringContaining('NOSUPERUSER') });
  });

  it('applies a later migration alone', async () => {
    await migrate(options());
    log = '';
    await writeFile(join(directory, 'vod_db/9000-more.sql'), 'CREATE TABLE more (id int)');
    await migrate(options());
    expect(log.match(/Applying migration/g)).toHaveLength(1);
    expect(log).toContain('9000-more');
  });

  it('leaves nothing behind of a migration that fails, and goes on from there when it was mended', async () => {
    const file = join(directory, 'vod_db/9000-more.sql');
    await writeFile(file, 'CREATE TABLE more (id int); INSERT INTO nowhere VALUES (1)');
    const error = await refusal(migrate(options()));
    expect(error.code).toBe('MigrationFailed');
    expect(error.message).toContain('9000-more to vod_db failed');
    await writeFile(file, 'CREATE TABLE more (id int)');
    await migrate(options());
    expect(await asAdmin("SELECT to_regclass('more') IS NOT NULL AS made", 'vod_db')).toEqual([{ made: true }]);
  });

  it('refuses a migration that was changed after it was applied', async () => {
    await migrate(options());
    await writeFile(join(directory, 'auth_db/0001-users.sql'), 'SELECT 1');
    const error = await refusal(migrate(options()));
    expect(error).toMatchObject({
      code: 'MigrationChanged',
      message: expect.stringContaining('0001-users of auth_db'),
    });
  });

  it('leaves tables as a newer release has made them, and does the rest', async () => {
    await writeFile(join(directory, 'auth_db/9000-future.sql'), 'CREATE TABLE future (id int)');
    await migrate(options());
    await rm(join(directory, 'auth_db/9000-future.sql'));
    const passwords = { api: 'new-api', usersReader: 'new-reader' };
    await migrate(options({ passwords }));
    expect(log).toMatch(/"migrations":\["9000-future"\].*Leaving what a newer release has applied/);
    expect(await ask(loginAs('kubecast_api', 'new-api'), 'vod_db', names)).toEqual([{ users: 0 }]);
  });

  it('has the passwords in force everywhere before the first table is changed', async () => {
    await migrate(options());
    await writeFile(join(directory, 'auth_db/9000-wrong.sql'), 'SELECT FROM nowhere');
    const passwords = { api: 'new-api', usersReader: 'new-reader' };
    await refusal(migrate(options({ passwords })));
    expect(await ask(loginAs('kubecast_api', 'new-api'), 'vod_db', names)).toEqual([{ users: 0 }]);
  });

  it('asks to be tried again when a lock was not to be had', async () => {
    const sql = "DO $$ BEGIN RAISE EXCEPTION 'canceling statement due to lock timeout' USING ERRCODE = '55P03'; END $$";
    await writeFile(join(directory, 'vod_db/9000-locked.sql'), sql);
    expect(await refusal(migrate(options()))).toMatchObject({ code: 'MigrationInterrupted' });
  });

  it('limits sessions of the api also where a pooler keeps back what it asks for', async () => {
    await migrate(options());
    expect(await ask(postgres.access, 'vod_db', 'SHOW statement_timeout')).toEqual([{ statement_timeout: '5s' }]);
  });

  it('waits for a server that is not up yet', async () => {
    await postgres.crash();
    const migrated = migrate(options());
    await expect.poll(() => log).toContain('Waiting for Postgres');
    await postgres.resume();
    await migrated;
    expect(await ask(postgres.access, 'vod_db', names)).toEqual([{ users: 0 }]);
  });

  it('gives a server up that does not come, and says where it looked', async () => {
    const location = { ...postgres.adminAccess.location, port: 1 };
    const error = await refusal(migrate(options({ access: { ...postgres.adminAccess, location }, waitMs: 100 })));
    expect(error.code).toBe('ServerUnreachable');
    expect(error.message).toContain(`${location.host}:1 `);
  });

  it('does not wait when the login is refused', async () => {
    const refused = migrate(options({ access: loginAs('kubecast_admin', 'wrong'), waitMs: 600_000 }));
    await expect(refused).rejects.toMatchObject({ code: '28P01' });
  });
});

describe('missingMigrations', () => {
  it('names what is not applied yet, and bears what a newer release applied', async () => {
    await rm(join(directory, 'vod_db/0001-videos.sql'));
    await rm(join(directory, 'vod_db'), { recursive: true });
    await cp(join(migrationsDirectory(), 'recordings_db'), join(directory, 'vod_db'), { recursive: true });
    await migrate(options());
    const opened = openDatabases({ access: postgres.access, poolSize: 1, logger });
    const missing = await missingMigrations(opened.databases).finally(opened.close);
    expect(missing).toContain('vod_db/0001-videos');
    expect(missing.filter((name) => !name.startsWith('vod_db/'))).toEqual([]);
  });
});
