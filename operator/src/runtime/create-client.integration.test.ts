import { describe, expect, it } from 'vitest';
import { isAlreadyExists, isConflict, isInvalid, isNotFound } from './api-error.ts';
import type { WatchEvent } from './client.ts';
import { listAll } from './client-list.ts';
import { openAccess } from './cluster-access.ts';
import { type ConfigMap, configMaps, nodes, type Pod, pods, secrets } from './core-kinds.ts';
import { metadataOnly } from './resource-kind.ts';
import { lists, startFaultProxy } from './testing/fault-proxy.ts';
import { expiredStatus } from './testing/stream-faults.ts';
import { createTestClient, testClusterAccess } from './testing/test-cluster.ts';
import { useTestNamespace } from './testing/use-test-namespace.ts';

const bed = useTestNamespace('client');

const configMap = (name: string, data: Record<string, string> = {}): ConfigMap => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: bed.namespace },
  data,
});

const at = (name: string) => ({ namespace: bed.namespace, name });
const anotherUid = '00000000-0000-0000-0000-000000000000';
const manager = { fieldManager: 'test' } as const;

describe('createClient', () => {
  it('creates, reads and deletes an object', async () => {
    const created = await bed.client.create(configMaps, configMap('crud', { a: '1' }));
    expect(await bed.client.get(configMaps, at('crud'))).toEqual(created);
    await bed.client.delete(configMaps, at('crud'));
    await expect(bed.client.get(configMaps, at('crud'))).rejects.toSatisfy(isNotFound);
  });

  it('reads a cluster-scoped object', async () => {
    const [node] = (await bed.client.list(nodes)).items;
    expect(await bed.client.get(nodes, { name: node?.metadata.name ?? '' })).toMatchObject({ kind: 'Node' });
  });

  it('says that a name is taken', async () => {
    await bed.client.create(configMaps, configMap('taken'));
    await expect(bed.client.create(configMaps, configMap('taken'))).rejects.toSatisfy(isAlreadyExists);
  });

  it('names the fields that are invalid', async () => {
    const error = await bed.client.create(configMaps, configMap('Not_A_Name')).catch((cause: unknown) => cause);
    expect(error).toSatisfy(isInvalid);
    expect(error).toMatchObject({ causes: [{ field: 'metadata.name' }] });
  });

  it('refuses to replace what has changed since', async () => {
    const first = await bed.client.create(configMaps, configMap('replaced'));
    await bed.client.replace(configMaps, { ...first, data: { a: '1' } });
    await expect(bed.client.replace(configMaps, { ...first, data: { a: '2' } })).rejects.toSatisfy(isConflict);
  });

  it('writes nothing when an apply changes nothing, and drops what it leaves out', async () => {
    const first = await bed.client.apply(configMaps, configMap('applied', { a: '1', b: '1' }), manager);
    const same = await bed.client.apply(configMaps, configMap('applied', { a: '1', b: '1' }), manager);
    expect(same.metadata.resourceVersion).toBe(first.metadata.resourceVersion);
    const less = await bed.client.apply(configMaps, configMap('applied', { a: '1' }), manager);
    expect(less.data).toEqual({ a: '1' });
  });

  it('does not take fields of others when it is told not to', async () => {
    await bed.client.apply(configMaps, configMap('owned', { a: '1' }), { fieldManager: 'other' });
    const applied = bed.client.apply(configMaps, configMap('owned', { a: '2' }), { ...manager, force: false });
    await expect(applied).rejects.toSatisfy(isConflict);
  });

  it('stores nothing in a dry run', async () => {
    await bed.client.apply(configMaps, configMap('dry'), { ...manager, dryRun: true });
    await expect(bed.client.get(configMaps, at('dry'))).rejects.toSatisfy(isNotFound);
  });

  it('applies a status, and only to the object that it was made for', async () => {
    const pod = await bed.client.create(pods, unschedulablePod('status'));
    const status = { message: 'from a test' };
    const { apiVersion, kind } = pod;
    const metadata = { ...at('status'), uid: pod.metadata.uid ?? '' };
    await bed.client.applyStatus(pods, { apiVersion, kind, metadata, status }, manager);
    expect((await bed.client.get(pods, at('status'))).status?.message).toBe('from a test');
    const namesake = { apiVersion, kind, metadata: { ...metadata, uid: anotherUid }, status };
    await expect(bed.client.applyStatus(pods, namesake, manager)).rejects.toSatisfy(isInvalid);
  });

  it('does not make an object anew in the place of a deleted one', async () => {
    const { metadata, ...rest } = configMap('deleted');
    const applied = bed.client.apply(configMaps, { ...rest, metadata: { ...metadata, uid: anotherUid } }, manager);
    await expect(applied).rejects.toSatisfy(isConflict);
  });

  it('patches single fields', async () => {
    await bed.client.create(configMaps, configMap('patched', { a: '1', b: '1' }));
    const patched = await bed.client.mergePatch(configMaps, at('patched'), { patch: { data: { a: null } } });
    expect(patched.data).toEqual({ b: '1' });
  });

  it('deletes only the very object that is meant', async () => {
    await bed.client.create(configMaps, configMap('precious'));
    const deletion = bed.client.delete(configMaps, at('precious'), { preconditions: { uid: 'another' } });
    await expect(deletion).rejects.toSatisfy(isConflict);
  });

  it('sees metadata and nothing else of a metadata-only kind', async () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: at('hidden'), stringData: { key: 'value' } };
    await bed.client.create(secrets, secret);
    const kind = metadataOnly(secrets);
    const [listed] = (await bed.client.list(kind, { namespace: bed.namespace })).items;
    for (const object of [listed, await bed.client.get(kind, at('hidden'))]) {
      expect(Object.keys(object ?? {}).sort()).toEqual(['apiVersion', 'kind', 'metadata']);
      expect(object?.kind).toBe('Secret');
    }
  });

  it('gives the text of an answer that is no JSON', async () => {
    expect(await bed.client.request({ method: 'GET', path: '/readyz' })).toEqual({ status: 200, body: 'ok' });
  });

  it('watches until the server ends the watch', async () => {
    const { resourceVersion } = await bed.client.list(configMaps, { namespace: bed.namespace });
    await bed.client.create(configMaps, configMap('watched'));
    const { signal } = new AbortController();
    const watch = { namespace: bed.namespace, resourceVersion, timeoutSeconds: 1, signal };
    const events: WatchEvent<ConfigMap>[] = [];
    for await (const event of bed.client.watch(configMaps, watch)) events.push(event);
    expect(events[0]).toMatchObject({ type: 'ADDED', object: { kind: 'ConfigMap', metadata: at('watched') } });
  });

  it("rejects a watch with its signal's reason", async () => {
    const controller = new AbortController();
    const watch = { namespace: bed.namespace, resourceVersion: '', timeoutSeconds: 300, signal: controller.signal };
    const read = async (): Promise<void> => {
      for await (const _ of bed.client.watch(configMaps, watch)) controller.abort(new Error('enough'));
    };
    await bed.client.create(configMaps, configMap('last'));
    await expect(read()).rejects.toThrow('enough');
  });
});

describe('listAll', () => {
  it('reads every page, and everything once more when a page has expired', async () => {
    await Promise.all(['p1', 'p2', 'p3', 'p4', 'p5'].map((name) => bed.client.create(configMaps, configMap(name))));
    const proxy = await startFaultProxy(testClusterAccess());
    const proxied = createTestClient(openAccess(proxy.url));
    const options = { namespace: bed.namespace, limit: 2 };
    const whole = (await bed.client.list(configMaps, { namespace: bed.namespace })).items;
    expect((await listAll(proxied, configMaps, options)).items).toEqual(whole);
    proxy.inject({
      matches: (request) => lists(request) && request.query.has('continue'),
      effect: { type: 'answer', status: 410, body: expiredStatus },
    });
    expect((await listAll(proxied, configMaps, options)).items).toEqual(whole);
    await proxied.close();
    await proxy.close();
  });
});

const unschedulablePod = (name: string): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: at(name),
  spec: { nodeSelector: { nowhere: 'true' }, containers: [{ name: 'none', image: 'none' }] },
});
