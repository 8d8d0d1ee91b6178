import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLogger } from '@kubecast/media/logger';
import { describe, expect, it } from 'vitest';
import { testPasswords } from '../testing/postgres.ts';
import { useTestPostgres } from '../testing/use-test-postgres.ts';
import { runMigrate } from './run-migrate.ts';

const postgres = useTestPostgres();
const logger = createLogger('api', 'silent');
const { signal } = new AbortController();

const usersServer = () => {
  const { host, port } = postgres.access.location;
  return { host, port };
};

const environment = () => ({
  KUBECAST_POSTGRES_ADMIN: JSON.stringify(postgres.adminAccess.location),
  KUBECAST_USERS_SERVER: JSON.stringify({ ...usersServer(), tls: 'disable' }),
  KUBECAST_SECRETS_DIRECTORY: postgres.secretsDirectory,
});

describe('runMigrate', () => {
  it('migrates with what the environment and the mounted Secret say', async () => {
    await postgres.admin.auth.query('DROP DATABASE recordings_db WITH (FORCE)');
    await runMigrate(environment(), logger, signal);
    expect((await postgres.databases.recordings.query('SELECT FROM recordings')).rowCount).toBe(0);
  });

  it('corrects the options of the way to the names of users', async () => {
    await postgres.admin.vod.query(
      "ALTER SERVER users OPTIONS (SET fetch_size '1', ADD async_capable 'true', DROP updatable)",
    );
    await runMigrate(environment(), logger, signal);
    const { rows } = await postgres.admin.vod.query('SELECT srvoptions FROM pg_foreign_server');
    expect([...rows[0].srvoptions].sort()).toEqual([
      'application_name=kubecast-users',
      'connect_timeout=5',
      'dbname=auth_db',
      'fetch_size=128',
      `host=${postgres.access.location.host}`,
      `port=${postgres.access.location.port}`,
      'sslmode=disable',
      'truncatable=false',
      'updatable=false',
      'use_remote_estimate=false',
    ]);
  });

  it('has the server check its own certificate when it is told to', async () => {
    const verified = { ...usersServer(), tls: 'verify-full', certificateAuthorities: '/etc/ssl/certs/ca.pem' };
    await runMigrate({ ...environment(), KUBECAST_USERS_SERVER: JSON.stringify(verified) }, logger, signal);
    const { rows } = await postgres.admin.vod.query('SELECT srvoptions FROM pg_foreign_server');
    expect(rows[0].srvoptions).toEqual(
      expect.arrayContaining(['sslmode=verify-full', 'sslrootcert=/etc/ssl/certs/ca.pem']),
    );
    await runMigrate({ ...environment(), KUBECAST_USERS_SERVER: JSON.stringify(usersServer()) }, logger, signal);
    const again = await postgres.admin.vod.query('SELECT srvoptions FROM pg_foreign_server');
    expect(again.rows[0].srvoptions).toContain('sslmode=require');
    expect(again.rows[0].srvoptions.join()).not.toContain('sslrootcert');
  });

  it('names every variable that is wrong', async () => {
    const wrong = { KUBECAST_POSTGRES_ADMIN: '{"host":""}', KUBECAST_USERS_SERVER: 'no JSON' };
    const refused = runMigrate(wrong, logger, signal);
    await expect(refused).rejects.toMatchObject({ code: 'ConfigurationInvalid' });
    await expect(refused).rejects.toThrow(/KUBECAST_POSTGRES_ADMIN\.host[\s\S]*KUBECAST_USERS_SERVER: is not JSON/);
  });

  it('names the file of a password that is not mounted', async () => {
    await rm(join(postgres.secretsDirectory, 'apiPassword'));
    await expect(runMigrate(environment(), logger, signal)).rejects.toThrow('apiPassword');
  });
});

describe('main.ts migrate', () => {
  const main = join(import.meta.dirname, '../main.ts');
  const exitCode = async (changes: Readonly<Record<string, string>> = {}): Promise<unknown> => {
    const child = spawn(process.execPath, [main, 'migrate'], {
      env: { ...environment(), ...changes },
      stdio: 'ignore',
    });
    return (await once(child, 'exit'))[0];
  };

  it('exits with 1 when another try may succeed, and with 78 when only a person can mend it', async () => {
    await writeFile(join(postgres.secretsDirectory, 'apiPassword'), testPasswords.api);
    expect(await exitCode()).toBe(0);
    const away = JSON.stringify({ ...postgres.adminAccess.location, port: 1 });
    expect(await exitCode({ KUBECAST_POSTGRES_ADMIN: away, KUBECAST_WAIT_SECONDS: '1' })).toBe(1);
    await postgres.admin.auth.query('ALTER ROLE kubecast_api CREATEDB');
    expect(await exitCode()).toBe(78);
  });
});
