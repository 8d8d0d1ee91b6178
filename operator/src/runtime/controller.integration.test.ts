import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KubernetesClient } from './client.ts';
import { openAccess } from './cluster-access.ts';
import { type ConfigMap, configMaps } from './core-kinds.ts';
import { type CopyOperator, startCopyOperator } from './testing/copy-operator.ts';
import { type Fault, type FaultProxy, type ProxiedRequest, startFaultProxy } from './testing/fault-proxy.ts';
import {
  createTestClient,
  createTestNamespace,
  type TestNamespace,
  testClusterAccess,
} from './testing/test-cluster.ts';
import { waitFor } from './testing/wait-for.ts';

let client: KubernetesClient;
let namespace: TestNamespace;
let proxy: FaultProxy;
let proxied: KubernetesClient;
let operator: CopyOperator;

beforeEach(async () => {
  client = createTestClient();
  namespace = await createTestNamespace(client, 'controller');
  proxy = await startFaultProxy(testClusterAccess());
  proxied = createTestClient(openAccess(proxy.url));
  operator = startCopyOperator({ client: proxied, namespace: namespace.name });
  await waitFor('readiness', async () => (await operator.fetchStatus('/readyz')) === 200);
});

afterEach(async () => {
  operator.stop();
  await operator.ended;
  await namespace.remove();
  await Promise.all([client.close(), proxied.close()]);
  await proxy.close();
});

const createOriginal = (): Promise<ConfigMap> =>
  client.create(configMaps, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'original', namespace: namespace.name, labels: { copy: 'yes' } },
    data: { a: '1' },
  });

const isWrite = ({ method, path }: ProxiedRequest): boolean => method !== 'GET' && path.includes('configmaps');

describe('Controller', () => {
  it.each<[string, Fault['effect']]>([
    ['refuses for now', { type: 'answer', status: 429, headers: { 'retry-after': '1' } }],
    ['refuses without saying for how long', { type: 'answer', status: 429 }],
    ['fails', { type: 'answer', status: 500, body: { kind: 'Status', code: 500, reason: 'InternalError' } }],
    ['answers with a proxy’s page', { type: 'answer', status: 502, body: '<html>' }],
    [
      'says that somebody was faster',
      { type: 'answer', status: 409, body: { kind: 'Status', code: 409, reason: 'Conflict' } },
    ],
    ['is slow', { type: 'delay', delayMs: 700 }],
    ['breaks the connection', { type: 'break', when: 'before' }],
    ['breaks the connection after it did what was asked', { type: 'break', when: 'after' }],
  ])('reaches its goal when the API server %s', async (_, effect) => {
    proxy.inject({ matches: isWrite, effect, times: 2 });
    const original = await createOriginal();
    const reference = { namespace: namespace.name, name: 'original-copy' };
    const copy = await waitFor('the copy', () => client.get(configMaps, reference));
    expect(copy.data).toEqual(original.data);
  });
});
