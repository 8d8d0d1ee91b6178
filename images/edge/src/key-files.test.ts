import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@kubecast/media/logger';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyFiles } from './key-files.ts';

const logger = createLogger('edge', 'silent');
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kubecast-keys-'));
  await write('first', 'a'.repeat(32));
});

afterEach(() => rm(directory, { recursive: true }));

const write = async (originKey: string, grantKey: string): Promise<void> => {
  await writeFile(join(directory, 'originKey'), originKey);
  await writeFile(join(directory, 'grantKey'), grantKey);
};

const known = ({ keys }: KeyFiles) => [keys.originKey, keys.grantKeys.map(({ secret }) => secret[0])];

describe('KeyFiles', () => {
  it('takes a changed key without a restart', async () => {
    const files = await KeyFiles.open(directory, logger);
    expect(known(files)).toEqual(['first', ['a']]);
    await write('second', `${'b'.repeat(32)}\n${'a'.repeat(32)}`);
    await files.refresh();
    expect(known(files)).toEqual(['second', ['b', 'a']]);
  });

  it('keeps the keys before when a file is away or no key', async () => {
    const files = await KeyFiles.open(directory, logger);
    await write('second', 'short');
    await files.refresh();
    await rm(join(directory, 'originKey'));
    await files.refresh();
    expect(known(files)).toEqual(['first', ['a']]);
  });

  it('ends with its signal', async () => {
    const files = await KeyFiles.open(directory, logger);
    const stop = new AbortController();
    const running = files.run(stop.signal);
    stop.abort();
    await expect(running).resolves.toBeUndefined();
  });
});
