import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubernetesClient } from './client.ts';
import { configMaps, secrets } from './core-kinds.ts';
import { createInformer } from './create-informer.ts';
import type { Informer } from './informer.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import { metadataOnly } from './resource-kind.ts';
import { createTestClient, createTestNamespace, type TestNamespace } from './testing/test-cluster.ts';
import { waitFor } from './testing/wait-for.ts';

const manager = { fieldManager: 'test' } as const;
const logger = pino({ level: 'silent' });

let client: KubernetesClient;
let first: TestNamespace;
let second: TestNamespace;

beforeAll(async () => {
  client = createTestClient();
  [first, second] = await Promise.all([createTestNamespace(client, 'first'), createTestNamespace(client, 'second')]);
});

afterAll(async () => {
  await Promise.all([first.remove(), second.remove()]);
  await client.close();
});

const write = (namespace: string, colour: string) =>
  client.apply(
    configMaps,
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace, labels: { colour } } },
    manager,
  );

/** Runs an informer for as long as `use` takes. */
const running = async <T extends KubernetesObject>(informer: Informer<T>, use: () => Promise<void>): Promise<void> => {
  const stop = new AbortController();
  const done = informer.run(stop.signal);
  await informer.synced();
  await use();
  stop.abort();
  await done;
};

describe('createInformer', () => {
  it('follows several namespaces, and tells of an object that leaves or enters its selection', async () => {
    const namespaces = [first.name, second.name];
    const informer = createInformer(client, { kind: configMaps, namespaces, labelSelector: 'colour=red', logger });
    const heard: string[] = [];
    informer.addHandler({
      added: ({ metadata }) => heard.push(`added ${metadata.namespace}`),
      deleted: ({ metadata }) => heard.push(`deleted ${metadata.namespace}`),
    });
    await write(first.name, 'red');
    await running(informer, async () => {
      await write(second.name, 'red');
      await waitFor('it enters', () => heard.includes(`added ${second.name}`));
      await write(first.name, 'blue');
      await waitFor('it leaves', () => heard.includes(`deleted ${first.name}`));
      await write(first.name, 'red');
      await waitFor('it is back', () => heard.length === 4);
    });
    expect(heard).toEqual(
      [first, second, first, first].map(({ name }, at) => `${at === 2 ? 'deleted' : 'added'} ${name}`),
    );
  });

  it('never holds the contents of a metadata-only kind', async () => {
    const metadata = { name: 'hidden', namespace: first.name };
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata, stringData: { key: 'value' } };
    const informer = createInformer(client, { kind: metadataOnly(secrets), namespaces: [first.name], logger });
    await running(informer, async () => {
      await client.create(secrets, secret);
      await waitFor('it is made', () => informer.store.get(metadata));
      await client.mergePatch(secrets, metadata, { patch: { stringData: { key: 'other' } } });
      const { resourceVersion } = (await client.get(secrets, metadata)).metadata;
      await waitFor('it is changed', () => informer.store.get(metadata)?.metadata.resourceVersion === resourceVersion);
      expect(Object.keys(informer.store.get(metadata) ?? {}).sort()).toEqual(['apiVersion', 'kind', 'metadata']);
    });
  });
});
