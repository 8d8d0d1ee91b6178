/** How to reach a Postgres server: what is configured, as the driver takes it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ConnectionOptions, checkServerIdentity } from 'node:tls';
import type { ClientConfig } from 'pg';

/** As libpq's sslmode: `require` encrypts and trusts any certificate, `verify-full` checks it and the host's name. */
export type TlsMode = 'disable' | 'require' | 'verify-full';

export interface PostgresLocation {
  /** A name, an address, or the directory of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly tls: TlsMode;
}

export interface PostgresAccess {
  readonly location: PostgresLocation;
  /** Asked at each new connection, so that a changed one is in force at once. */
  readonly password: () => Promise<string>;
  /** PEM, for `verify-full`. The public authorities that Node knows when not given. */
  readonly certificateAuthority?: string;
}

/** The file, beside the passwords, that holds a private certificate authority for `verify-full`. It may be absent. */
export const certificateAuthorityFile = 'postgresCa';

const connectTimeoutMs = 5_000;

const tlsOptions = ({ location, certificateAuthority }: PostgresAccess): false | ConnectionOptions => {
  if (location.tls === 'disable') return false;
  if (location.tls === 'require') return { rejectUnauthorized: false };
  return {
    rejectUnauthorized: true,
    // The driver hands over a name alone; an address would be taken for `localhost`.
    checkServerIdentity: (_name, certificate) => checkServerIdentity(location.host, certificate),
    ...(certificateAuthority === undefined ? {} : { ca: certificateAuthority }),
  };
};

/** The driver's options for one database of a server. */
export const connectionSettings = (access: PostgresAccess, database: string, applicationName: string): ClientConfig => {
  const { host, port, user } = access.location;
  return {
    host,
    port,
    user,
    database,
    password: access.password,
    ssl: tlsOptions(access),
    application_name: applicationName,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
};

/** Reads the password from a file of the mounted Secret whenever it is asked. Throws an error that names the file, never its content. */
export const passwordFile = (secretsDirectory: string, name: string) => async (): Promise<string> => {
  const path = join(secretsDirectory, name);
  const password = (await readFile(path, 'utf8')).trim();
  if (password === '') throw new RangeError(`${path} is empty, put the password into it`);
  return password;
};

/** The certificate authority of the mounted Secret, as a part of {@link PostgresAccess}. */
export const readCertificateAuthority = async (
  secretsDirectory: string,
): Promise<Pick<PostgresAccess, 'certificateAuthority'>> => {
  try {
    return { certificateAuthority: await readFile(join(secretsDirectory, certificateAuthorityFile), 'utf8') };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
};
