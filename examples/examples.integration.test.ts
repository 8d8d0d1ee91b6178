import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'kubecast');
const env = { ...process.env, KUBECONFIG: process.env.KUBECONFIG ?? join(cache, 'kubeconfig') };
const kubectl = (...input: string[]) => run(join(cache, 'bin/kubectl'), input, { env });

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.yaml'));

describe('examples', () => {
  beforeAll(async () => {
    await kubectl('create', 'namespace', 'live').catch(() => kubectl('get', 'namespace', 'live'));
  });

  it.each(files)('%s is taken by the API server without a warning', async (file) => {
    const path = join(import.meta.dirname, file);
    const { stdout, stderr } = await kubectl('apply', '--dry-run=server', '--validate=strict', '-f', path);
    expect(stdout).toMatch(/(livestream|recording)\.kubecast\.dev\/\S+ (created|configured|unchanged)/);
    expect(stderr).toBe('');
  });
});
