import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PostgresAccess } from '../database/connection-settings.ts';
import { useTestPostgres } from '../testing/use-test-postgres.ts';
import { withAdmin } from './admin-connection.ts';
import { runWithSecret } from './secret-statement.ts';

const postgres = useTestPostgres();

beforeAll(async () => {
  const { auth } = postgres.admin;
  await auth.query("CREATE ROLE dba LOGIN CREATEROLE PASSWORD 'dba'; GRANT CONNECT ON DATABASE auth_db TO dba");
  await auth.query("ALTER ROLE dba SET log_statement = 'all'; ALTER ROLE dba SET log_min_messages = 'error'");
});

/** One who is no superuser, on a server that logs everything. */
const dba = (): PostgresAccess => ({
  location: { ...postgres.access.location, user: 'dba' },
  password: async () => 'dba',
});

const tell = (role: string, secret: string): Promise<'logged' | 'unlogged'> =>
  withAdmin(dba(), 'auth_db', (admin) => runWithSecret(admin, `CREATE ROLE ${role} PASSWORD %L`, secret));

/** The log, when everything until now is in it. */
const wholeLog = async (): Promise<string> => {
  const marker = `marker-${randomUUID()}`;
  await withAdmin(dba(), 'auth_db', (admin) => admin.query(`SELECT '${marker}'`));
  await expect.poll(postgres.log).toContain(marker);
  return postgres.log();
};

describe('runWithSecret', () => {
  it("says that the server's log has the secret when the administrator may not prevent it", async () => {
    expect(await tell('one', 'first-secret')).toBe('logged');
    expect(await wholeLog()).toContain('first-secret');
  });

  it.each([
    ['log_parameter_max_length', 'two'],
    ['log_statement', 'three'],
  ])('keeps it out of the log when the administrator may set %s', async (setting, role) => {
    await postgres.admin.auth.query(`GRANT SET ON PARAMETER ${setting} TO dba`);
    expect(await tell(role, `secret-of-${role}`)).toBe('unlogged');
    await postgres.admin.auth.query(`REVOKE SET ON PARAMETER ${setting} FROM dba`);
    expect(await wholeLog()).not.toContain(`secret-of-${role}`);
  });

  it('keeps it out of the error, and of what the server logs of it', async () => {
    await postgres.admin.auth.query('GRANT SET ON PARAMETER log_parameter_max_length TO dba');
    const error: unknown = await tell('pg_reserved', 'last-secret').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: expect.stringContaining('is reserved') });
    expect(JSON.stringify(error)).not.toContain('last-secret');
    const written = await wholeLog();
    expect(written).toContain('is reserved');
    expect(written).not.toContain('last-secret');
  });
});
