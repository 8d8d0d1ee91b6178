/**
 * The foreign server `users` of streams_db and vod_db: how these reach auth_db, as `kubecast_users_reader`. Its address and the
 * password are configuration, so they are ensured at each run; the foreign table itself is in the migrations.
 */
import type { Logger } from '@kubecast/media/logger';
import { escapeIdentifier, escapeLiteral } from 'pg';
import { z } from 'zod';
import { databaseNames } from '../database/databases.ts';
import type { AdminConnection } from './admin-connection.ts';
import { MigrateError } from './migrate-error.ts';
import { apiRole, usersReaderRole } from './role-names.ts';
import { runWithSecret } from './secret-statement.ts';

/** The databases that have the foreign server. */
export const usersServerDatabases: readonly string[] = [databaseNames.streams, databaseNames.vod];

/** How the Postgres server itself reaches auth_db. */
export interface UsersServer {
  readonly host: string;
  readonly port: number;
  /** As libpq's sslmode. */
  readonly tls: 'disable' | 'prefer' | 'require' | 'verify-full';
  /** The file of certificate authorities for `verify-full`, where the server has it; from Postgres 16 on also `system`. */
  readonly certificateAuthorities?: string | undefined;
}

const server = 'users';

/** The options of the server, by postgres_fdw's names. */
export const usersServerOptions = ({
  host,
  port,
  tls,
  certificateAuthorities,
}: UsersServer): Readonly<Record<string, string>> => ({
  host,
  port: String(port),
  dbname: databaseNames.auth,
  sslmode: tls,
  ...(certificateAuthorities ? { sslrootcert: certificateAuthorities } : {}),
  connect_timeout: '5',
  application_name: 'kubecast-users',
  // A page has at most 100 owners: one fetch brings them all.
  fetch_size: '128',
  // An estimate would be another round trip for each plan; the page's few ids make the plan the right one without.
  use_remote_estimate: 'false',
  updatable: 'false',
  truncatable: 'false',
});

const extensionSchema = z.array(z.object({ installed: z.boolean(), available: z.boolean() })).length(1);

/** postgres_fdw is not a trusted extension: only a superuser, or whom a managed server made its like, may add it. */
const ensureExtension = async (admin: AdminConnection): Promise<void> => {
  const { rows } = await admin.query(`SELECT
    EXISTS (SELECT FROM pg_extension WHERE extname = 'postgres_fdw') AS installed,
    EXISTS (SELECT FROM pg_available_extensions WHERE name = 'postgres_fdw') AS available`);
  const [extension] = extensionSchema.parse(rows);
  if (extension?.installed) return;
  if (!extension?.available) {
    const advice = 'install the contributed extensions on it (Debian has them in the package postgresql)';
    throw new MigrateError('RightMissing', `The Postgres server has no extension postgres_fdw: ${advice}`);
  }
  await admin.query('CREATE EXTENSION IF NOT EXISTS postgres_fdw');
};

const optionsSchema = z.array(z.object({ options: z.array(z.string()).nullable() })).max(1);

/** The server's options as they are, or undefined without a server. */
const readOptions = async (admin: AdminConnection): Promise<ReadonlyMap<string, string> | undefined> => {
  const { rows } = await admin.query('SELECT srvoptions AS options FROM pg_foreign_server WHERE srvname = $1', [
    server,
  ]);
  const [found] = optionsSchema.parse(rows);
  if (found === undefined) return undefined;
  const pairs = (found.options ?? []).map((option) => option.split(/=(.*)/s));
  return new Map(pairs.map(([name = '', value = '']) => [name, value]));
};

const optionChanges = (wanted: Readonly<Record<string, string>>, present: ReadonlyMap<string, string>): string[] => {
  const changed = Object.entries(wanted).filter(([name, value]) => present.get(name) !== value);
  const dropped = [...present.keys()].filter((name) => !(name in wanted));
  return [
    ...changed.map(([name, value]) => `${present.has(name) ? 'SET' : 'ADD'} ${name} ${escapeLiteral(value)}`),
    ...dropped.map((name) => `DROP ${escapeIdentifier(name)}`),
  ];
};

const ensureServer = async (admin: AdminConnection, usersServer: UsersServer): Promise<void> => {
  const wanted = usersServerOptions(usersServer);
  const present = await readOptions(admin);
  if (present === undefined) await admin.query(`CREATE SERVER ${server} FOREIGN DATA WRAPPER postgres_fdw`);
  const changes = optionChanges(wanted, present ?? new Map());
  if (changes.length > 0) await admin.query(`ALTER SERVER ${server} OPTIONS (${changes.join(', ')})`);
};

/** Made anew at each run: what a mapping has in it only its owner may read, so it is not compared. */
const ensureMapping = async (admin: AdminConnection, password: string): Promise<'logged' | 'unlogged'> => {
  const mapping = `USER MAPPING IF NOT EXISTS FOR ${escapeIdentifier(apiRole)} SERVER ${server}`;
  const user = escapeLiteral(usersReaderRole);
  await admin.query(`CREATE ${mapping} OPTIONS (user ${user}, password '')`);
  const changed = `USER MAPPING FOR ${escapeIdentifier(apiRole)} SERVER ${server}`;
  return runWithSecret(admin, `ALTER ${changed} OPTIONS (SET user ${user}, SET password %L)`, password);
};

/** Makes the foreign server and the api's way through it as they must be. */
export const ensureUsersServer = async (
  admin: AdminConnection,
  usersServer: UsersServer,
  readerPassword: string,
  logger: Logger,
): Promise<void> => {
  await ensureExtension(admin);
  await ensureServer(admin, usersServer);
  if ((await ensureMapping(admin, readerPassword)) === 'logged') {
    const role = usersReaderRole;
    logger.warn({ role }, 'Giving the server a password that its settings make it log: see log_parameter_max_length');
  }
};
