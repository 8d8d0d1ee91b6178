import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyFiles } from './key-files.ts';
import { createLogger } from './logger.ts';

const logger = createLogger('test', 'silent');
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kubecast-keys-'));
  await write('first');
});

afterEach(() => rm(directory, { recursive: true }));

const write = (key: string): Promise<void> => writeFile(join(directory, 'key'), key);

const read = async (from: string): Promise<{ readonly key: string }> => {
  const key = await readFile(join(from, 'key'), 'utf8');
  if (key.length < 5) throw new RangeError('The key is too short');
  return { key };
};

const open = () => KeyFiles.open(directory, read, logger);

describe('KeyFiles', () => {
  it('takes a changed key without a restart', async () => {
    const files = await open();
    expect(files.keys).toEqual({ key: 'first' });
    await write('second');
    await files.refresh();
    expect(files.keys).toEqual({ key: 'second' });
  });

  it('keeps the keys before when a file is no key, or away', async () => {
    const files = await open();
    await write('bad');
    await files.refresh();
    expect(files.keys).toEqual({ key: 'first' });
    await rm(join(directory, 'key'));
    await files.refresh();
    expect(files.keys).toEqual({ key: 'first' });
  });

  it('says once that they cannot be read, and again when they could be in between', async () => {
    const lines: string[] = [];
    const loud = pino({}, { write: (line: string) => void lines.push(line) });
    const files = await KeyFiles.open(directory, read, loud);
    for (const key of ['bad', 'bad', 'worse', 'bad', 'bad']) {
      await write(key);
      await files.refresh();
    }
    expect(lines).toHaveLength(2);
  });

  it('does not open without keys', async () => {
    await write('bad');
    await expect(open()).rejects.toThrow('too short');
  });

  it('ends with its signal', async () => {
    const files = await open();
    const stop = new AbortController();
    const running = files.run(stop.signal);
    stop.abort();
    await expect(running).resolves.toBeUndefined();
  });
});
