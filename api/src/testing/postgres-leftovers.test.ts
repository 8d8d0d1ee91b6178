import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeLeftovers } from './postgres-leftovers.ts';

let parent: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'kubecast-leftovers-'));
});

afterEach(() => rm(parent, { recursive: true }));

const make = async (name: string, hoursAgo: number): Promise<void> => {
  const directory = join(parent, name);
  await mkdir(directory);
  await writeFile(join(directory, 'keep'), '');
  const used = new Date(Date.now() - hoursAgo * 3_600_000);
  await utimes(directory, used, used);
};

describe('removeLeftovers', () => {
  it('removes templates and servers that nobody has used for a day, and nothing else', async () => {
    await make('kubecast-postgres-old', 25);
    await make('kubecast-postgres-used', 23);
    await make('kubecast-pg-old', 25);
    await make('kubecast-pg-used', 0);
    await make('other', 1000);
    await removeLeftovers(parent);
    expect((await readdir(parent)).sort()).toEqual(['kubecast-pg-used', 'kubecast-postgres-used', 'other']);
  });
});
