import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { databaseNames } from '../database/databases.ts';
import { readMigrations } from './migration-files.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kubecast-migrations-'));
  await mkdir(join(directory, 'vod_db'));
  return () => rm(directory, { recursive: true, force: true });
});

const write = (name: string, sql = 'SELECT 1'): Promise<void> => writeFile(join(directory, 'vod_db', name), sql);

describe('readMigrations', () => {
  it('gives the files in the order of their numbers, with what they are known by', async () => {
    await write('0010-b.sql');
    await write('0002-c.sql', 'SELECT 2');
    expect(await readMigrations('vod_db', directory)).toEqual([
      { name: '0002-c', sql: 'SELECT 2', checksum: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { name: '0010-b', sql: 'SELECT 1', checksum: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
  });

  it.each(['1-short.sql', '0001.sql', '0001-Upper.sql', '0001-notes.txt', 'readme.md'])(
    'refuses a file named %s',
    async (name) => {
      await write(name);
      await expect(readMigrations('vod_db', directory)).rejects.toThrow('name it NNNN-name.sql');
    },
  );

  it('refuses two of one number', async () => {
    await write('0001-a.sql');
    await write('0001-b.sql');
    await expect(readMigrations('vod_db', directory)).rejects.toThrow('take the next');
  });

  it.each(Object.values(databaseNames))('finds those of %s where the sources are', async (database) => {
    expect((await readMigrations(database)).map(({ name }) => name)).toContainEqual(expect.stringMatching(/^0001-/));
  });
});
