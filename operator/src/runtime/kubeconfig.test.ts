import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { loadClusterAccess } from './kubeconfig.ts';

let folder: string;
let nowMs: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
  nowMs = 0;
});

afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const write = async (name: string, content: string): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
};

const load = async (user: Record<string, unknown>, cluster: Record<string, unknown> = {}) => {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'here',
    contexts: [{ name: 'here', context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster: { server: 'https://api.test:6443/k8s', ...cluster } }],
    users: [{ name: 'u', user }],
  };
  return loadClusterAccess({ file: await write('kubeconfig', stringify(config)), now: () => nowMs });
};

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** The files and environment of a pod. */
const writeServiceAccount = async (token: string, ca: string): Promise<void> => {
  const path = 'var/run/secrets/kubernetes.io/serviceaccount';
  await mkdir(join(folder, path), { recursive: true });
  await Promise.all([write(join(path, 'token'), `${token}\n`), write(join(path, 'ca.crt'), ca)]);
};

const loadInPod = () => {
  vi.stubEnv('KUBECONFIG', '');
  vi.stubEnv('KUBERNETES_SERVICE_HOST', 'fd00::1');
  vi.stubEnv('KUBERNETES_SERVICE_PORT', '443');
  return loadClusterAccess({ root: folder, now: () => nowMs });
};

describe('loadClusterAccess in a pod', () => {
  it('reads token and CA anew after a minute', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    await writeServiceAccount('t1', 'CA1');
    const access = loadInPod();
    expect(access.server.href).toBe('https://[fd00::1]/');
    expect(await access.credentials()).toMatchObject({ tls: { ca: 'CA1' }, headers: { authorization: 'Bearer t1' } });
    await writeServiceAccount('t2', 'CA2');
    nowMs = 60_001;
    vi.setSystemTime(Date.now() + 60_001);
    expect(await access.credentials()).toMatchObject({ tls: { ca: 'CA2' }, headers: { authorization: 'Bearer t2' } });
  });

  it('reads them anew at once when they were rejected', async () => {
    await writeServiceAccount('t1', 'CA');
    const access = loadInPod();
    const rejected = await access.credentials();
    await writeServiceAccount('t2', 'CA');
    expect((await access.credentials(rejected)).headers.authorization).toBe('Bearer t2');
  });
});

describe('loadClusterAccess', () => {
  it('reads server, CA, client certificate and token', async () => {
    const access = await load(
      { token: 't1\n', 'client-certificate-data': base64('CERT'), 'client-key-data': base64('KEY') },
      { 'certificate-authority-data': base64('CA'), 'tls-server-name': 'name.test' },
    );
    expect(access.server.href).toBe('https://api.test:6443/k8s');
    expect(await access.credentials()).toEqual({
      tls: { ca: 'CA', cert: 'CERT', key: 'KEY', servername: 'name.test', rejectUnauthorized: undefined },
      headers: { authorization: 'Bearer t1' },
    });
  });

  it('sends a user name and password as Basic', async () => {
    const access = await load({ username: 'me', password: 'pw' });
    expect((await access.credentials()).headers).toEqual({ authorization: `Basic ${base64('me:pw')}` });
  });

  it('reads a CA file anew after a minute, not before', async () => {
    const file = await write('ca.pem', 'CA1');
    const access = await load({}, { 'certificate-authority': file });
    expect((await access.credentials()).tls.ca).toBe('CA1');
    await write('ca.pem', 'CA2');
    nowMs = 30_000;
    expect((await access.credentials()).tls.ca).toBe('CA1');
    nowMs = 60_001;
    expect((await access.credentials()).tls.ca).toBe('CA2');
  });

  it('runs an exec plugin again when what it gave was rejected, once for all who ask', async () => {
    const script = `printf x >> count
printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"t%s"}}' "$(wc -c < count)"`;
    const args = ['-c', `cd ${folder} && ${script}`];
    const access = await load({ exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'sh', args } });
    const first = await access.credentials();
    expect(await access.credentials()).toBe(first);
    const renewed = await Promise.all([access.credentials(first), access.credentials(first)]);
    expect([first, ...renewed].map(({ headers }) => headers.authorization)).toEqual([
      'Bearer t1',
      'Bearer t2',
      'Bearer t2',
    ]);
  });

  it('tries a failed plugin again at the next request', async () => {
    const args = ['-c', `test -f ${join(folder, 'ready')} && printf '{"status":{"token":"t"}}'`];
    const access = await load({ exec: { command: 'sh', args } });
    await expect(access.credentials()).rejects.toThrow('Could not read the credentials for api.test:6443');
    await write('ready', '');
    expect((await access.credentials()).headers.authorization).toBe('Bearer t');
  });

  it('refuses what it does not support', async () => {
    await expect(load({}, { 'proxy-url': 'http://proxy.test' })).rejects.toThrow('proxy-url of c is not supported');
  });

  it('says when there is no cluster', async () => {
    const file = await write('empty', stringify({ apiVersion: 'v1', kind: 'Config' }));
    expect(() => loadClusterAccess({ file })).toThrow('no current cluster');
  });
});
