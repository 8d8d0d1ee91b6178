/**
 * A real Postgres for a test: Debian's, on a loopback address of its own, with the real migrations, in a temporary directory. It
 * takes about a second; the first with new migrations takes some more.
 *
 *     await using postgres = await startPostgres();
 *     await postgres.databases.streams.query('…');
 */
import { randomInt } from 'node:crypto';
import { chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type UnprivilegedUser, unprivilegedUser } from '@kubecast/media/testing/postgres-programs';
import { freePort } from '@kubecast/media/testing/s3-server';
import type { Pool } from 'pg';
import { pino } from 'pino';
import type { PostgresAccess } from '../database/connection-settings.ts';
import type { Databases } from '../database/databases.ts';
import { openDatabases } from '../database/open-databases.ts';
import { withAdmin } from '../migrate/admin-connection.ts';
import { migrate } from '../migrate/migrate.ts';
import { apiRole } from '../migrate/role-names.ts';
import { keepFile, type PostgresServer, type ServerPlace, spawnPostgres } from './postgres-server.ts';
import { makeDataDirectory, superuser } from './postgres-template.ts';

export const testPasswords = { admin: 'admin-password', api: 'api-password', usersReader: 'reader-password' } as const;

export interface TestPostgres extends AsyncDisposable {
  /** As the api has them: with the api's rights. */
  readonly databases: Databases;
  /** The same four with every right: to look and to prepare. */
  readonly admin: Databases;
  /** How the api logs in, and how the administrator does. */
  readonly access: PostgresAccess;
  readonly adminAccess: PostgresAccess;
  /** Files as in the mounted Secrets: `postgresPassword`, `adminPassword`, `apiPassword`, `usersReaderPassword`. */
  readonly secretsDirectory: string;
  /** Empties every table, as after the migrations. */
  readonly clear: () => Promise<void>;
  /** What the server has logged since it started; above FATAL only where `log_min_messages` says so. */
  readonly log: () => string;
  /** Ends the server at once, as a crash would. */
  readonly crash: () => Promise<void>;
  /** Starts it again after {@link crash}, at the same address, with what was committed. */
  readonly resume: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const silent = pino({ level: 'silent' });
const startLimitMs = 30_000;
const startAttempts = 3;
const poolSize = 10;

const accessFor = (host: string, port: number, user: string, password: string): PostgresAccess => ({
  location: { host, port, user, tls: 'disable' },
  password: async () => password,
});

const adminAt = (host: string, port: number): PostgresAccess => accessFor(host, port, superuser, testPasswords.admin);

/** Waits until the server answers at its socket, which no other server has, and applies what is missing. */
const migrateAt = ({ directory, host, port }: ServerPlace): Promise<void> =>
  migrate({
    access: adminAt(directory, port),
    maintenanceDatabase: 'postgres',
    passwords: testPasswords,
    usersServer: { host, port, tls: 'disable' },
    waitMs: startLimitMs,
    logger: silent,
    signal: AbortSignal.timeout(2 * startLimitMs),
  });

/** A server that answers. Rejects with what it wrote when it ends instead. */
const startServer = async (place: ServerPlace): Promise<PostgresServer> => {
  const server = spawnPostgres(place);
  const endedEarly = server.ended.then((output) => Promise.reject(new Error(`Postgres did not start: ${output}`)));
  try {
    await Promise.race([migrateAt(place), endedEarly]);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  } finally {
    // A later end is nobody's failure.
    endedEarly.catch(() => undefined);
  }
};

/** One of the many of the loopback network, so that nobody has taken it when a server that crashed starts again. */
const ownAddress = async (): Promise<Pick<ServerPlace, 'host' | 'port'>> => ({
  host: `127.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(1, 255)}`,
  port: await freePort(),
});

const prepareTemplate =
  (user: UnprivilegedUser | undefined) =>
  async (directory: string): Promise<void> => {
    const place: ServerPlace = { directory, ...(await ownAddress()), user };
    const server = await startServer(place);
    await withAdmin(adminAt(directory, place.port), 'postgres', (admin) => admin.query('CHECKPOINT')).finally(
      server.stop,
    );
  };

/** A server that can be away for a while. */
class TestServer {
  readonly place: ServerPlace;
  readonly #keep: string;
  #server: PostgresServer;

  constructor(place: ServerPlace, server: PostgresServer) {
    this.place = place;
    this.#keep = join(place.directory, keepFile);
    this.#server = server;
  }

  log(): string {
    return this.#server.log();
  }

  async crash(): Promise<void> {
    await writeFile(this.#keep, '');
    await this.#server.stop();
  }

  /** Its files are kept until it answers, so that it may take several tries. */
  async resume(attemptsLeft = startAttempts): Promise<void> {
    try {
      this.#server = await startServer(this.place);
      await rm(this.#keep, { force: true });
    } catch (error) {
      if (attemptsLeft <= 1) throw error;
      await this.resume(attemptsLeft - 1);
    }
  }

  async end(): Promise<void> {
    await this.#server.stop();
    await rm(this.place.directory, { recursive: true, force: true });
  }
}

/** A server for all addresses may have the port. */
const startSomewhere = async (attemptsLeft = startAttempts): Promise<TestServer> => {
  const user = await unprivilegedUser();
  const directory = await makeDataDirectory({ user, password: testPasswords.admin, prepare: prepareTemplate(user) });
  const place: ServerPlace = { directory, ...(await ownAddress()), user };
  try {
    return new TestServer(place, await startServer(place));
  } catch (error) {
    if (attemptsLeft <= 1) throw error;
    return startSomewhere(attemptsLeft - 1);
  }
};

/** Files of the server's user, who removes them with the rest when this process is killed. */
const writeSecrets = async ({ directory, user }: ServerPlace): Promise<string> => {
  const secrets = join(directory, 'secrets');
  const { admin, api, usersReader } = testPasswords;
  const files = { postgresPassword: api, adminPassword: admin, apiPassword: api, usersReaderPassword: usersReader };
  await mkdir(secrets);
  if (user) await chown(secrets, user.uid, user.gid);
  for (const [name, text] of Object.entries(files)) await writeFile(join(secrets, name), text);
  return secrets;
};

const clearDatabase = async (pool: Pool): Promise<void> => {
  const { rows } = await pool.query<{ tables: string | null }>(`
    SELECT string_agg(quote_ident(tablename), ', ') AS tables FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'schema_migrations'`);
  if (rows[0]?.tables) await pool.query(`TRUNCATE ${rows[0].tables} CASCADE`);
};

/** Starts one; the caller stops it, or declares it with `await using`. */
export const startPostgres = async (): Promise<TestPostgres> => {
  const server = await startSomewhere();
  const { host, port } = server.place;
  const access = accessFor(host, port, apiRole, testPasswords.api);
  const adminAccess = adminAt(host, port);
  const asApi = openDatabases({ access, poolSize, logger: silent });
  const asAdmin = openDatabases({ access: adminAccess, poolSize, logger: silent, statementTimeoutMs: 120_000 });
  const stop = async (): Promise<void> => {
    await Promise.all([asApi.close(), asAdmin.close()]);
    await server.end();
  };
  return {
    databases: asApi.databases,
    admin: asAdmin.databases,
    access,
    adminAccess,
    secretsDirectory: await writeSecrets(server.place),
    clear: async () => void (await Promise.all(Object.values(asAdmin.databases).map(clearDatabase))),
    log: () => server.log(),
    crash: () => server.crash(),
    resume: () => server.resume(),
    stop,
    [Symbol.asyncDispose]: stop,
  };
};
