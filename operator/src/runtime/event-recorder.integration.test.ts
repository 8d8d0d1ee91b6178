import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KubernetesClient } from './client.ts';
import { openAccess } from './cluster-access.ts';
import { type ConfigMap, configMaps, type Event, events } from './core-kinds.ts';
import { EventRecorder } from './event-recorder.ts';
import type { EventOccurrence } from './event-recorder-series.ts';
import { type FaultProxy, startFaultProxy } from './testing/fault-proxy.ts';
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
let recorder: EventRecorder;

beforeAll(async () => {
  client = createTestClient();
  namespace = await createTestNamespace(client, 'events');
  proxy = await startFaultProxy(testClusterAccess());
  proxied = createTestClient(openAccess(proxy.url));
});

afterAll(async () => {
  await namespace.remove();
  await Promise.all([client.close(), proxied.close()]);
  await proxy.close();
});

beforeEach(() => {
  recorder = new EventRecorder({
    client: proxied,
    reporter: { controller: 'kubecast-tests', instance: 'test-1' },
    log: pino({ level: 'silent' }),
    gatherMs: 50,
  });
});

afterEach(() => recorder.stop());

const createConfigMap = (name: string): Promise<ConfigMap> =>
  client.create(configMaps, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: namespace.name } });

const eventsOf = async ({ metadata }: ConfigMap): Promise<readonly Event[]> => {
  const { items } = await client.list(events, { namespace: namespace.name });
  return items.filter(({ regarding }) => regarding?.uid === metadata.uid);
};

const buildOccurrence = (regarding: ConfigMap, note: string): EventOccurrence => ({
  regarding,
  type: 'Normal',
  reason: 'Tested',
  action: 'Test',
  note,
});

describe('EventRecorder', () => {
  it('makes one event with a count when the same happens again and again', async () => {
    const object = await createConfigMap('again');
    recorder.record(buildOccurrence(object, 'It happened'));
    await waitFor('the event', async () => (await eventsOf(object)).length === 1);
    for (let count = 2; count <= 5; count += 1) recorder.record(buildOccurrence(object, 'It happened'));
    const [event, ...others] = await waitFor('the series', async () => {
      const found = await eventsOf(object);
      return found[0]?.series?.count === 5 && found;
    });
    expect(others).toEqual([]);
    expect(event).toMatchObject({ reason: 'Tested', note: 'It happened', reportingController: 'kubecast-tests' });
  });

  it('writes what is left when it stops, and nothing afterwards', async () => {
    const object = await createConfigMap('stopped');
    recorder.record(buildOccurrence(object, 'It happened'));
    recorder.record(buildOccurrence(object, 'It happened'));
    recorder.record(buildOccurrence(object, 'Something else happened'));
    await recorder.stop();
    recorder.record(buildOccurrence(object, 'Too late'));
    const told = (await eventsOf(object)).map(({ note, series }) => [note, series?.count]);
    expect(told.toSorted()).toEqual([
      ['It happened', 2],
      ['Something else happened', undefined],
    ]);
  });

  it('tells it later when the API server is away', async () => {
    const object = await createConfigMap('away');
    proxy.setAway(true);
    recorder.record(buildOccurrence(object, 'It happened'));
    await waitFor('an attempt', () => proxy.requests.some(({ path }) => path.endsWith('/events')));
    proxy.setAway(false);
    await waitFor('the event', async () => (await eventsOf(object)).length === 1);
  });

  it.each([
    ['says nothing', 'in a namespace that is being deleted', [{ reason: 'NamespaceTerminating' }], 0],
    ['warns', 'where it is not allowed to', [], 1],
  ])('%s %s', async (_, where, causes, warnings) => {
    const object = await createConfigMap(where.replaceAll(' ', '-'));
    const lines: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line) => lines.push(line) });
    const body = { kind: 'Status', code: 403, reason: 'Forbidden', message: 'no', details: { causes } };
    proxy.inject({ matches: ({ method }) => method === 'POST', effect: { type: 'answer', status: 403, body } });
    const reporter = { controller: 'kubecast-tests', instance: 'test-1' };
    const refused = new EventRecorder({ client: proxied, reporter, log });
    refused.record(buildOccurrence(object, 'It happened'));
    await refused.stop();
    expect(lines).toHaveLength(warnings);
    expect(await eventsOf(object)).toEqual([]);
  });

  it('makes another event when the first has expired', async () => {
    const object = await createConfigMap('expired');
    recorder.record(buildOccurrence(object, 'It happened'));
    const [event] = await waitFor('the event', async () => {
      const found = await eventsOf(object);
      return found.length === 1 && found;
    });
    await client.delete(events, event?.metadata ?? { name: '' });
    await waitFor('another event', async () => {
      recorder.record(buildOccurrence(object, 'It happened'));
      return (await eventsOf(object)).length === 1;
    });
  });
});
