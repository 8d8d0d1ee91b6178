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

const yamlIn = (...folder: readonly string[]) =>
  readdirSync(join(import.meta.dirname, ...folder)).filter((name) => name.endsWith('.yaml'));

const chart = join(import.meta.dirname, '../charts/kubecast');

describe('examples', () => {
  beforeAll(async () => {
    await kubectl('create', 'namespace', 'live').catch(() => kubectl('get', 'namespace', 'live'));
  });

  it.each(yamlIn())('%s is taken by the API server without a warning', async (file) => {
    const path = join(import.meta.dirname, file);
    const { stdout, stderr } = await kubectl('apply', '--dry-run=server', '--validate=strict', '-f', path);
    expect(stdout).toMatch(/(livestream|recording)\.kubecast\.dev\/\S+ (created|configured|unchanged)/);
    expect(stderr).toBe('');
  });

  it.each(yamlIn('values'))('values/%s are values of the chart', async (file) => {
    const values = join(import.meta.dirname, 'values', file);
    const { stdout } = await run(join(cache, 'bin/helm'), ['template', 'kubecast', chart, '--values', values]);
    expect(stdout).toContain('kind: Deployment');
  });
});
