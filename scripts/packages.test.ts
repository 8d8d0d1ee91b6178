import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
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

const policy = 'usr/sbin/policy-rc.d';

/** Somebody who may install, and an apt-get that keeps how services are to be started meanwhile. */
const mayInstall = async (): Promise<void> => {
  await mkdir(join(directory, 'usr/sbin'), { recursive: true });
  await writeFile(join(directory, 'kubecast/bin/id'), '#!/bin/sh\necho 0\n', { mode: 0o755 });
  const install = '#!/bin/sh\ncp "$DESTDIR/usr/sbin/policy-rc.d" "$DESTDIR/policy-$1" && [ "$1" = update ]\n';
  await writeFile(join(directory, 'kubecast/bin/apt-get'), install, { mode: 0o755 });
};

const askFor = (...pairs: readonly string[]): Promise<{ readonly status: unknown; readonly words: string }> => {
  const env = { ...process.env, XDG_CACHE_HOME: directory, DESTDIR: directory };
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

  it('has no service started by what it installs, also when that fails', async () => {
    await mayInstall();
    expect(await askFor('no-such-program=one')).toMatchObject({ status: 1 });
    expect(await readFile(join(directory, 'policy-install'), 'utf8')).toBe('#!/bin/sh\nexit 101\n');
    expect(existsSync(join(directory, policy))).toBe(false);
  });

  it('leaves the policy of the machine as it is', async () => {
    await mayInstall();
    await writeFile(join(directory, policy), 'its own');
    await askFor('no-such-program=one');
    expect(await readFile(join(directory, 'policy-install'), 'utf8')).toBe('its own');
    expect(await readFile(join(directory, policy), 'utf8')).toBe('its own');
  });

  it('names every package of which something is missing', async () => {
    const pairs = ['bash=bash', 'no-such-program=one', `${directory}/*/bin/postgres=two`];
    expect(await askFor(...pairs)).toMatchObject({
      status: 1,
      words: expect.stringContaining('these packages are missing: one two\n'),
    });
  });
});
