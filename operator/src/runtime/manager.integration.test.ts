import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KubernetesClient } from './client.ts';
import { openAccess } from './cluster-access.ts';
import { type ConfigMap, configMaps, events, leases } from './core-kinds.ts';
import { type CopyOperator, type CopyOperatorOptions, copyLease, startCopyOperator } from './testing/copy-operator.ts';
import { type FaultProxy, lists, type ProxiedRequest, startFaultProxy } from './testing/fault-proxy.ts';
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
let operators: CopyOperator[];

beforeAll(async () => {
  client = createTestClient();
});

afterAll(() => client.close());

beforeEach(async () => {
  namespace = await createTestNamespace(client, 'manager');
  proxy = await startFaultProxy(testClusterAccess());
  proxied = createTestClient(openAccess(proxy.url));
  operators = [];
});

afterEach(async () => {
  proxy.setAway(false);
  for (const { stop } of operators) stop();
  await Promise.all(operators.map(({ ended }) => ended));
  await namespace.remove();
  await proxied.close();
  await proxy.close();
});

const start = (options: Partial<CopyOperatorOptions> = {}): CopyOperator => {
  const operator = startCopyOperator({ client: proxied, namespace: namespace.name, ...options });
  operators.push(operator);
  return operator;
};

const createOriginal = (name: string, data: Record<string, string> = { a: '1' }): Promise<ConfigMap> =>
  client.create(configMaps, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: namespace.name, labels: { copy: 'yes' } },
    data,
  });

const copyOf = (name: string) => ({ namespace: namespace.name, name: `${name}-copy` });
const untilCopied = (name: string) => waitFor(`the copy of ${name}`, () => client.get(configMaps, copyOf(name)));
const untilReady = (operator: CopyOperator) =>
  waitFor('readiness', async () => (await operator.fetchStatus('/readyz')) === 200);

/** How many passes ended well. */
const countPasses = async ({ metrics }: CopyOperator): Promise<number> => {
  const { values = [] } = (await metrics.registry.getSingleMetric('controller_runtime_reconcile_total')?.get()) ?? {};
  return values.find(({ labels }) => labels.result === 'success')?.value ?? 0;
};

const isWrite = ({ method, path }: ProxiedRequest): boolean => method !== 'GET' && path.includes('configmaps');

describe('Manager', () => {
  it('reconciles what is there, what comes, what changes and what somebody deletes', async () => {
    const old = await createOriginal('old');
    start();
    await untilCopied('old');
    await createOriginal('new');
    await untilCopied('new');
    await client.mergePatch(configMaps, old.metadata, { patch: { data: { a: '2' } } });
    await waitFor('the change', async () => (await untilCopied('old')).data?.a === '2');
    await client.delete(configMaps, copyOf('new'));
    await untilCopied('new');
  });

  it('writes nothing when it starts again and everything is as desired', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `original-${index}`);
    await Promise.all(names.map((name) => createOriginal(name)));
    const first = start();
    await Promise.all(names.map(untilCopied));
    first.stop();
    expect(await first.ended).toBe('drained');
    const writes = proxy.requests.filter(isWrite).length;
    const second = start();
    await waitFor('a pass over each', async () => (await countPasses(second)) >= 2 * names.length);
    expect(proxy.requests.filter(isWrite)).toHaveLength(writes);
  });

  it('is not ready before it has listed everything', async () => {
    proxy.inject({ matches: lists, effect: { type: 'delay', delayMs: 500 } });
    const operator = start();
    expect([await operator.fetchStatus('/readyz'), await operator.fetchStatus('/healthz')]).toEqual([503, 200]);
    await untilReady(operator);
  });

  it('stays alive and ready while the API server is away, and goes on afterwards', async () => {
    const operator = start();
    await untilReady(operator);
    proxy.setAway(true);
    await createOriginal('meanwhile');
    await waitFor('vain attempts', () => proxy.requests.filter(({ isWatch }) => isWatch).length > 1);
    expect([await operator.fetchStatus('/readyz'), await operator.fetchStatus('/healthz')]).toEqual([200, 200]);
    proxy.setAway(false);
    await untilCopied('meanwhile');
  });

  it('lets the pass under way end, writes events and releases the lease before it ends', async () => {
    const { promise: goOn, resolve } = Promise.withResolvers<void>();
    const order: string[] = [];
    const operator = start({
      afterCopy: async () => {
        order.push('pass begins');
        await goOn;
        order.push('pass ends');
      },
    });
    await createOriginal('slow');
    await waitFor('the pass', () => order.length === 1);
    operator.stop();
    await waitFor('unreadiness', async () => (await operator.fetchStatus('/readyz')) === 503);
    await createOriginal('late');
    resolve();
    expect(await operator.ended).toBe('drained');
    expect(order).toEqual(['pass begins', 'pass ends']);
    const { items } = await client.list(events, { namespace: namespace.name });
    expect(items.map(({ reason }) => reason)).toEqual(['Copied']);
    const lease = await client.get(leases, { namespace: namespace.name, name: copyLease });
    expect(lease.spec).not.toHaveProperty('holderIdentity');
    await expect(client.get(configMaps, copyOf('late'))).rejects.toMatchObject({ status: 404 });
    await expect(operator.fetchStatus('/healthz')).rejects.toThrow();
  });

  it('ends when it is told to before it could list anything', async () => {
    proxy.setAway(true);
    const operator = start();
    await operator.fetchStatus('/healthz');
    operator.stop();
    expect(await operator.ended).toBe('drained');
  });
});
