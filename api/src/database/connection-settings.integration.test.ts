import { execFile } from 'node:child_process';
import { chmod, chown, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { useTestPostgres } from '../testing/use-test-postgres.ts';
import {
  certificateAuthorityFile,
  connectionSettings,
  type PostgresLocation,
  readCertificateAuthority,
} from './connection-settings.ts';

const run = promisify(execFile);

const postgres = useTestPostgres();

/** A certificate for the address of loopback, which is its own authority; the server takes it without a restart. */
const enableTls = async (): Promise<void> => {
  const { rows } = await postgres.admin.auth.query<{ data_directory: string }>('SHOW data_directory');
  const data = rows[0]?.data_directory ?? '';
  const [key, certificate] = [join(data, 'server.key'), join(data, 'server.crt')];
  const options = [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '1',
    '-subj',
    '/CN=test',
  ];
  const names = ['-addext', `subjectAltName=IP:${postgres.access.location.host}`];
  await run('openssl', ['req', '-x509', ...options, ...names, '-keyout', key, '-out', certificate]);
  const { uid, gid } = await stat(data);
  for (const path of [key, certificate]) await chown(path, uid, gid);
  await chmod(key, 0o600);
  await postgres.admin.auth.query('ALTER SYSTEM SET ssl = on');
  await postgres.admin.auth.query('SELECT pg_reload_conf()');
  await writeFile(join(postgres.secretsDirectory, certificateAuthorityFile), await readFile(certificate));
};

/** Whether the connection is encrypted. */
const isEncrypted = async (location: Partial<PostgresLocation>, certificateAuthority?: string): Promise<boolean> => {
  const access = { ...postgres.access, location: { ...postgres.access.location, ...location } };
  const trust = certificateAuthority === undefined ? {} : { certificateAuthority };
  const client = new Client(connectionSettings({ ...access, ...trust }, 'auth_db', 'test'));
  await client.connect();
  const { rows } = await client
    .query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()')
    .finally(() => client.end());
  return rows[0].ssl;
};

beforeAll(async () => {
  await enableTls();
  await vi.waitFor(() => isEncrypted({ tls: 'require' }), { timeout: 20_000 });
});

describe('connectionSettings', () => {
  it('encrypts with any certificate when TLS is required', async () => {
    expect(await isEncrypted({ tls: 'require' })).toBe(true);
    expect(await isEncrypted({ tls: 'disable' })).toBe(false);
  });

  it('trusts the mounted authority, for the name that the certificate has', async () => {
    const { certificateAuthority } = await readCertificateAuthority(postgres.secretsDirectory);
    expect(await isEncrypted({ tls: 'verify-full' }, certificateAuthority)).toBe(true);
    // The same address, as a resolver reads it: in hexadecimal.
    const host = postgres.access.location.host.replace('127.', '0x7f.');
    const otherName = isEncrypted({ tls: 'verify-full', host }, certificateAuthority);
    await expect(otherName).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });

  it('refuses a certificate of an authority that nobody knows', async () => {
    await expect(isEncrypted({ tls: 'verify-full' })).rejects.toThrow(/self[- ]signed certificate/);
  });
});

describe('readCertificateAuthority', () => {
  it('gives none where none is mounted', async () => {
    expect(await readCertificateAuthority(join(postgres.secretsDirectory, '..'))).toEqual({});
  });
});
