import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type TestPostgres } from './postgres.ts';

let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await startPostgres();
});

afterAll(() => postgres.stop());

const addUser = `INSERT INTO users (username, email, password_hash) VALUES ('ann', 'ann@example.org', 'none')`;
const usernames = 'SELECT username FROM users_foreign';

const startAndSay = `
  const { startPostgres } = await import(${JSON.stringify(new URL('postgres.ts', import.meta.url).href)});
  const { secretsDirectory } = await startPostgres();
  process.stdout.write(secretsDirectory + '\\n');
  process.stdin.resume();`;

describe('startPostgres', () => {
  it('gives the databases with the rights of the api, until they are cleared', async () => {
    await postgres.databases.auth.query(addUser);
    expect((await postgres.databases.vod.query(usernames)).rows).toEqual([{ username: 'ann' }]);
    await postgres.clear();
    expect((await postgres.databases.streams.query(usernames)).rows).toEqual([]);
  });

  it('gives each test a server of its own', async () => {
    await using other = await startPostgres();
    await other.databases.auth.query(addUser);
    expect((await postgres.databases.auth.query('SELECT FROM users')).rowCount).toBe(0);
  });

  it('keeps what was committed over a crash', async () => {
    await postgres.databases.auth.query(addUser);
    await postgres.crash();
    await expect(postgres.databases.auth.query('SELECT 1')).rejects.toThrow();
    await postgres.resume();
    expect((await postgres.databases.streams.query(usernames)).rows).toEqual([{ username: 'ann' }]);
  });

  it('leaves no server and no file behind when it is stopped', async () => {
    const other = await startPostgres();
    await other.stop();
    expect(existsSync(dirname(other.secretsDirectory))).toBe(false);
  });

  it('leaves no server and no file behind when the process of the test is killed', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', startAndSay], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [line]: unknown[] = await once(child.stdout.setEncoding('utf8'), 'data');
    const directory = dirname(String(line).trim());
    expect(existsSync(directory)).toBe(true);
    child.kill('SIGKILL');
    await expect.poll(() => existsSync(directory)).toBe(false);
  });
});
