import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOperatorSecrets } from './operator-secrets.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'operator-secrets-'));
});

afterEach(() => rm(directory, { recursive: true }));

const write = (name: string, text: string) => writeFile(join(directory, name), text);

describe('readOperatorSecrets', () => {
  it('reads each file without the line end that an editor leaves', async () => {
    await write('originKey', 'o');
    await write('stateKey', 's');
    await write('accessKeyId', 'id\n');
    await write('secretAccessKey', 'key');
    expect(await readOperatorSecrets(directory)).toEqual({
      originKey: 'o',
      stateKey: 's',
      accessKeyId: 'id',
      secretAccessKey: 'key',
    });
  });

  it('names every file that is missing or empty at once', async () => {
    await write('originKey', 'o');
    await write('stateKey', '');
    await expect(readOperatorSecrets(directory)).rejects.toThrow(/stateKey, accessKeyId, secretAccessKey$/);
  });
});
