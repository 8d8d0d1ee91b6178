import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { credentialFiles } from './credential-files.ts';

describe('credentialFiles', () => {
  let directory: string;
  const write = (name: string, value: string): void => writeFileSync(join(directory, name), value);

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'credentials-'));
    write('accessKeyId', 'key\n');
    write('secretAccessKey', 'secret\n');
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  it('reads long-lived keys when there is no session token', async () => {
    const keys = { accessKeyId: 'key', secretAccessKey: 'secret', expiration: new Date(0) };
    expect(await credentialFiles(directory)()).toEqual(keys);
    write('sessionToken', '');
    expect(await credentialFiles(directory)()).toEqual(keys);
  });

  it('reads anew each time', async () => {
    const credentials = credentialFiles(directory);
    await credentials();
    write('accessKeyId', 'rotated');
    write('sessionToken', 'token');
    expect(await credentials()).toMatchObject({ accessKeyId: 'rotated', sessionToken: 'token' });
  });
});
