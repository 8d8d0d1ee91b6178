import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KubernetesClient } from './client.ts';
import { openAccess } from './cluster-access.ts';
import { type ConfigMap, configMaps } from './core-kinds.ts';
import { createInformer } from './create-informer.ts';
import type { Informer } from './informer.ts';
import { defaultReflectorTiming } from './reflector-timing.ts';
import { type FaultEffect, type FaultProxy, lists, startFaultProxy, watches } from './testing/fault-proxy.ts';
import {
  cutAfter,
  cutInsideEvent,
  expireAfter,
  expiredStatus,
  inPiecesOf,
  repeatEvents,
  reverseFirst,
} from './testing/stream-faults.ts';
import {
  createTestClient,
  createTestNamespace,
  type TestNamespace,
  testClusterAccess,
} from './testing/test-cluster.ts';
import { waitFor } from './testing/wait-for.ts';

const timing = { ...defaultReflectorTiming, silenceMs: 30_000, backoff: { baseMs: 20, capMs: 200 } };

let direct: KubernetesClient;
let namespace: TestNamespace;
let proxy: FaultProxy;
let proxied: KubernetesClient;
let informer: Informer<ConfigMap>;
let stop: AbortController;
let running: Promise<void>;
/** What the handlers were told, replayed. */
let replayed: Map<string, string>;

beforeAll(async () => {
  direct = createTestClient();
});

afterAll(() => direct.close());

beforeEach(async () => {
  namespace = await createTestNamespace(direct, 'informer');
  proxy = await startFaultProxy(testClusterAccess());
  proxied = createTestClient(openAccess(proxy.url));
  stop = new AbortController();
});

afterEach(async () => {
  stop.abort();
  await running;
  await proxied.close();
  await proxy.close();
  await namespace.remove();
});

const versionOf = ({ metadata }: ConfigMap): string => metadata.resourceVersion ?? '';

const start = (silenceMs = timing.silenceMs): void => {
  const options = { kind: configMaps, namespaces: [namespace.name], logger: pino({ level: 'silent' }) };
  informer = createInformer(proxied, options, { ...timing, silenceMs });
  replayed = new Map();
  informer.addHandler({
    added: (object) => {
      expect(replayed.has(object.metadata.name)).toBe(false);
      replayed.set(object.metadata.name, versionOf(object));
    },
    updated: (object, previous) => {
      expect(replayed.get(object.metadata.name)).toBe(versionOf(previous));
      replayed.set(object.metadata.name, versionOf(object));
    },
    deleted: ({ metadata }) => expect(replayed.delete(metadata.name)).toBe(true),
  });
  running = informer.run(stop.signal);
};

const startSynced = async (silenceMs?: number): Promise<void> => {
  start(silenceMs);
  await informer.synced();
  await waitFor('the watch is open', () => proxy.requests.some(watches));
};

const write = (name: string, value: string): Promise<ConfigMap> => {
  const metadata = { name, namespace: namespace.name };
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { value } };
  return direct.apply(configMaps, object, { fieldManager: 'test' });
};

const remove = (name: string): Promise<void> => direct.delete(configMaps, { namespace: namespace.name, name });

/** The store, and what the handlers heard, become what the server has. */
const expectConvergence = async (): Promise<void> => {
  // The namespace's own ConfigMap comes a moment after it.
  await waitFor('the namespace is complete', () => direct.get(configMaps, { namespace: namespace.name, name: rootCa }));
  const { items } = await direct.list(configMaps, { namespace: namespace.name });
  const expected = new Map(items.map((item) => [item.metadata.name, versionOf(item)]));
  await waitFor('the store converges', () => {
    const stored = new Map(informer.store.list().map((item) => [item.metadata.name, versionOf(item)]));
    expect(sorted(stored)).toEqual(sorted(expected));
    return true;
  });
  expect(sorted(replayed)).toEqual(sorted(expected));
};

const rootCa = 'kube-root-ca.crt';
const sorted = (map: ReadonlyMap<string, string>): readonly [string, string][] => [...map].sort();

/** What happens while the informer cannot see it: one is made, one changed, one deleted, one deleted and made again. */
const changeEverything = async (): Promise<void> => {
  await remove('deleted');
  await remove('replaced');
  await Promise.all([write('changed', '2'), write('made', '1'), write('replaced', '2')]);
};

const prepare = (): Promise<unknown> =>
  Promise.all(['changed', 'deleted', 'replaced', 'kept'].map((name) => write(name, '1')));

describe('createInformer', () => {
  it('follows the server when nothing is wrong', async () => {
    await prepare();
    await startSynced();
    await changeEverything();
    await expectConvergence();
  });

  it('hands out objects that cannot be changed', async () => {
    await prepare();
    await startSynced();
    const object = informer.store.get({ namespace: namespace.name, name: 'kept' });
    expect(() => Object.assign(object?.data ?? {}, { value: 'mine' })).toThrow(TypeError);
  });

  it('resumes without a new list when the watch is cut', async () => {
    await prepare();
    await startSynced();
    proxy.cutWatches();
    await changeEverything();
    await expectConvergence();
    expect(proxy.requests.filter(lists)).toHaveLength(1);
  });

  it('resumes when the watch stays open and goes silent', async () => {
    await prepare();
    await startSynced(1000);
    proxy.silenceWatches();
    await changeEverything();
    await expectConvergence();
    expect(proxy.requests.filter(lists)).toHaveLength(1);
  });

  it('keeps what it knew while the API server is away, and hears of deletions afterwards', async () => {
    await prepare();
    await startSynced();
    await expectConvergence();
    const before = informer.store.keys();
    proxy.setAway(true);
    await changeEverything();
    await waitFor('a reconnect failed', () => proxy.requests.filter(watches).length > 2);
    expect(informer.store.keys()).toEqual(before);
    proxy.setAway(false);
    await expectConvergence();
  });

  it.each<[string, FaultEffect]>([
    ['by status', { type: 'answer', status: 410, body: expiredStatus }],
    ['by an ERROR event', { type: 'stream', fault: expireAfter(0) }],
  ])('lists again and tells of deletions when the history is gone, %s', async (_, effect) => {
    await prepare();
    await startSynced();
    proxy.setAway(true);
    await changeEverything();
    proxy.inject({ matches: watches, effect });
    proxy.setAway(false);
    await expectConvergence();
    expect(proxy.requests.filter(lists).length).toBeGreaterThan(1);
  });

  it.each<[string, FaultEffect, number]>([
    ['429 with Retry-After', { type: 'answer', status: 429, headers: { 'retry-after': '1' } }, 1000],
    ['503 with Retry-After', { type: 'answer', status: 503, headers: { 'retry-after': '1' } }, 1000],
    ['500', { type: 'answer', status: 500 }, 0],
    ['a page of a load balancer', { type: 'answer', status: 502, body: '<html>Bad Gateway</html>' }, 0],
    ['a slow answer', { type: 'delay', delayMs: 700 }, 700],
    ['a broken connection', { type: 'break', when: 'after' }, 0],
  ])('survives %s to list and watch', async (_, effect, leastMs) => {
    await prepare();
    proxy.inject({ matches: lists, effect });
    proxy.inject({ matches: watches, effect });
    const startMs = performance.now();
    start();
    await informer.synced();
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(leastMs);
    await changeEverything();
    await expectConvergence();
  });

  it.each<[string, FaultEffect]>([
    ['come twice', { type: 'stream', fault: repeatEvents }],
    ['come in another order', { type: 'stream', fault: reverseFirst(5) }],
    ['come byte by byte', { type: 'stream', fault: inPiecesOf(1) }],
    ['come in odd pieces', { type: 'stream', fault: inPiecesOf(7) }],
    ['are cut off between two', { type: 'stream', fault: cutAfter(2) }],
    ['are cut off inside one', { type: 'stream', fault: cutInsideEvent(2) }],
    ['are followed by an expiry', { type: 'stream', fault: expireAfter(2) }],
  ])('converges when events %s', async (_, effect) => {
    await prepare();
    await waitFor('the namespace is complete', () =>
      direct.get(configMaps, { namespace: namespace.name, name: rootCa }),
    );
    proxy.inject({ matches: watches, effect });
    await startSynced();
    await changeEverything();
    await expectConvergence();
  });

  it('converges after a storm of faults', async () => {
    await prepare();
    for (const fault of [cutAfter(1), repeatEvents, cutInsideEvent(1), expireAfter(1), inPiecesOf(5)]) {
      proxy.inject({ matches: watches, effect: { type: 'stream', fault } });
      proxy.inject({ matches: watches, effect: { type: 'answer', status: 500 } });
      proxy.inject({ matches: lists, effect: { type: 'break', when: 'after' } });
    }
    start();
    for (let round = 0; round < 30; round += 1) {
      const name = `storm-${round % 4}`;
      await (round % 3 === 2 ? remove(name).catch(() => {}) : write(name, String(round)));
      if (round % 7 === 6) proxy.cutWatches();
    }
    await expectConvergence();
  });

  it('ends its watch and resolves when told to', async () => {
    await startSynced();
    stop.abort();
    await expect(running).resolves.toBeUndefined();
    expect(informer.hasSynced()).toBe(true);
  });
});
