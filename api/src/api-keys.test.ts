import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readApiKeys } from './api-keys.ts';

const key = (letter: string): string => letter.repeat(32);
let directory: string;

const write = (name: string, text: string): Promise<void> => writeFile(join(directory, name), text);

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kubecast-api-keys-'));
  await write('accessTokenKeys', `${key('a')}\n${key('b')}\n`);
  await write('internalApiKeys', `\n${key('c')}`);
  await write('grantKey', key('d'));
});

afterEach(() => rm(directory, { recursive: true }));

describe('readApiKeys', () => {
  it('reads one key a line', async () => {
    const { accessTokenKeys, internalApiKeys, grantKeys } = await readApiKeys(directory);
    expect([accessTokenKeys, internalApiKeys]).toEqual([[key('a'), key('b')], [key('c')]]);
    expect(grantKeys.map(({ secret }) => secret)).toEqual([key('d')]);
  });

  it.each([
    ['accessTokenKeys', '', 'is empty'],
    ['accessTokenKeys', `${key('a')}\nshort`, 'less than 32 characters'],
    ['internalApiKeys', '\n \n', 'is empty'],
    ['grantKey', 'short', 'shorter than 32'],
  ])('refuses %s that hold %j, without saying what they hold', async (name, text, message) => {
    await write(name, text);
    const failure = await readApiKeys(directory).catch((error: unknown) => String(error));
    expect(failure).toContain(message);
    expect(failure).not.toContain(key('a'));
  });

  it('names a file that is absent', async () => {
    await rm(join(directory, 'internalApiKeys'));
    await expect(readApiKeys(directory)).rejects.toThrow('internalApiKeys');
  });
});
