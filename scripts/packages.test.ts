import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kubecast-packages-'));
  await mkdir(join(directory, 'kubecast/bin'), { recursive: true });
  await mkdir(join(directory, '15/bin'), { recursive: true });
  await writeFile(join(directory, '15/bin/initdb'), '');
  // Nobody special, who may install nothing and is told what is missing.
  await writeFile(join(directory, 'kubecast/bin/id'), '#!/bin/sh\necho 1000\n', { mode: 0o755 });
});
afterEach(() => rm(directory, { recursive: true }));

const askFor = (...pairs: readonly string[]): Promise<{ readonly status: unknown; readonly words: string }> => {
  const env = { ...process.env, XDG_CACHE_HOME: directory };
  const { promise, resolve } = Promise.withResolvers<{ status: unknown; words: string }>();
  execFile('bash', [join(import.meta.dirname, 'packages.sh'), ...pairs], { env }, (error, _stdout, stderr) =>
    resolve({ status: error ? error.code : 0, words: stderr }),
  );
  return promise;
};

describe('packages.sh', () => {
  it('has nothing to do when programs and files are there, by name or by pattern', async () => {
    const pairs = ['bash=bash', `${directory}/15/bin/initdb=a`, `${directory}/*/bin/initdb=b`];
    expect(await askFor(...pairs)).toEqual({ status: 0, words: '' });
  });

  it('names every package of which something is missing', async () => {
    const pairs = ['bash=bash', 'no-such-program=one', `${directory}/*/bin/postgres=two`];
    expect(await askFor(...pairs)).toMatchObject({
      status: 1,
      words: expect.stringContaining('these packages are missing: one two\n'),
    });
  });
});
