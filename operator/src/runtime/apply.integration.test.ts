import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyObject } from './apply.ts';
import { pruneOwned } from './apply-prune.ts';
import type { Applied, KubernetesClient } from './client.ts';
import { type ConfigMap, configMaps, type Pod, pods, type Service, services } from './core-kinds.ts';
import { createClient } from './create-client.ts';
import { controllerReference, type KubernetesObject } from './kubernetes-object.ts';
import type { ResourceKind } from './resource-kind.ts';
import { createTestNamespace, type TestNamespace, testClusterAccess } from './testing/test-cluster.ts';

const fieldManager = 'test-manager';
let client: KubernetesClient;
let namespace: TestNamespace;
/** Methods of the requests since the last `requestsOf`. */
let requests: string[] = [];

beforeAll(async () => {
  client = createClient({
    access: testClusterAccess(),
    userAgent: 'kubecast-tests',
    metrics: { observeRequest: ({ method }) => void requests.push(method) },
  });
  namespace = await createTestNamespace(client, 'apply');
});

afterAll(async () => {
  await namespace.remove();
  await client.close();
});

/** What `act` gives, and the requests that it made. */
const requestsOf = async <T>(act: () => Promise<T>): Promise<{ result: T; methods: string[] }> => {
  requests = [];
  const result = await act();
  return { result, methods: requests };
};

const buildConfigMap = (name: string, data: Record<string, string>): ConfigMap => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: namespace.name, labels: { app: 'test' } },
  data,
});

const buildService = (name: string, spec: Service['spec']): Service => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: namespace.name, labels: { app: 'test' }, annotations: { 'test/a': '1' } },
  ...(spec === undefined ? {} : { spec }),
});

const buildPod = (name: string): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: namespace.name, labels: { app: '' } },
  spec: {
    nodeSelector: { 'test/none': 'none' },
    automountServiceAccountToken: false,
    hostNetwork: false,
    containers: [
      {
        name: 'main',
        image: 'test.invalid/none',
        command: [],
        env: [
          { name: 'EMPTY', value: '' },
          { name: 'NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
        ],
        ports: [{ containerPort: 8890, protocol: 'UDP' }, { containerPort: 8080 }],
        resources: { requests: { cpu: '1000m', memory: '0.5Gi' }, limits: { cpu: '2000m' } },
        readinessProbe: { httpGet: { path: '/healthz', port: 8080 } },
        securityContext: { capabilities: { drop: ['ALL'] }, allowPrivilegeEscalation: false },
        volumeMounts: [{ name: 'spool', mountPath: '/spool' }],
      },
    ],
    volumes: [{ name: 'spool', emptyDir: { sizeLimit: '1024Mi' } }],
  },
});

const apply = <T extends KubernetesObject>(kind: ResourceKind<T>, desired: Applied<T>, live?: T) =>
  applyObject(client, kind, { desired, live, fieldManager });

describe('applyObject', () => {
  it('creates an object that is not there', async () => {
    const { result, methods } = await requestsOf(() => apply(configMaps, buildConfigMap('created', { a: '1' })));
    expect([result.outcome, methods]).toEqual(['created', ['GET', 'PATCH']]);
  });

  it.each<[string, () => Promise<string[]>]>([
    ['ConfigMap', () => applyTwice(configMaps, buildConfigMap('twice', { a: '1', b: '' }))],
    ['Pod', () => applyTwice(pods, buildPod('twice'))],
    [
      'Service',
      () =>
        applyTwice(
          services,
          buildService('twice', { type: 'NodePort', selector: { a: 'b' }, ports: [{ port: 8890, protocol: 'UDP' }] }),
        ),
    ],
  ])('asks nothing of the server when a %s is as desired', async (_, act) => {
    expect(await act()).toEqual([]);
  });

  it('stores nothing when only a default inside an atomic value differs', async () => {
    const desired: Pod = buildPod('atomic');
    const tolerations = [{ key: 'test/gone', operator: 'Exists' }];
    const withTolerations = { ...desired, spec: { containers: [], ...desired.spec, tolerations } };
    const { object } = await apply(pods, withTolerations);
    const again = await apply(pods, withTolerations, object);
    expect(again).toMatchObject({ outcome: 'unchanged', difference: { path: 'spec.tolerations' } });
  });

  it('changes a value that somebody else set', async () => {
    const desired = buildConfigMap('changed', { a: '1' });
    await apply(configMaps, desired);
    const patch = { data: { a: 'theirs', b: 'theirs' } };
    const live = await client.mergePatch(configMaps, desired.metadata, { patch, fieldManager: 'somebody' });
    const { outcome, object, difference } = await apply(configMaps, desired, live);
    expect([outcome, difference]).toEqual(['updated', { path: 'data', kind: 'value' }]);
    expect(object.data).toEqual({ a: '1', b: 'theirs' });
  });

  it('removes a field that is no longer desired', async () => {
    const { object: live } = await apply(configMaps, buildConfigMap('pruned', { a: '1', b: '2' }));
    const { outcome, object } = await apply(configMaps, buildConfigMap('pruned', { a: '1' }), live);
    expect([outcome, object.data]).toEqual(['updated', { a: '1' }]);
  });

  it('updates what is there when the store had not seen it yet', async () => {
    await apply(configMaps, buildConfigMap('unseen', { a: '1' }));
    const { outcome } = await apply(configMaps, buildConfigMap('unseen', { a: '2' }));
    expect(outcome).toBe('updated');
  });

  it('takes no object that somebody else made', async () => {
    const foreign = await client.create(configMaps, buildConfigMap('foreign', { a: 'theirs' }));
    const owner = await client.create(configMaps, buildConfigMap('owner-of-foreign', {}));
    const metadata = { ...foreign.metadata, ownerReferences: [controllerReference(owner)] };
    const desired = { ...buildConfigMap('foreign', { a: 'ours' }), metadata };
    await expect(apply(configMaps, desired)).rejects.toMatchObject({ name: 'StalledError', reason: 'NameConflict' });
    expect((await client.get(configMaps, foreign.metadata)).data).toEqual({ a: 'theirs' });
  });

  it('makes nothing anew when the object was deleted since it was read', async () => {
    const { object: live } = await apply(configMaps, buildConfigMap('deleted', { a: '1' }));
    await client.delete(configMaps, live.metadata);
    await expect(apply(configMaps, buildConfigMap('deleted', { a: '2' }), live)).rejects.toMatchObject({ status: 409 });
  });
});

/** The requests that a second apply makes. */
const applyTwice = async <T extends KubernetesObject>(
  kind: ResourceKind<T>,
  desired: Applied<T>,
): Promise<string[]> => {
  const { object } = await apply(kind, desired);
  const { result, methods } = await requestsOf(() => apply(kind, desired, object));
  expect(result).toEqual({ outcome: 'unchanged', object });
  return methods;
};

describe('pruneOwned', () => {
  it('deletes our children that are not desired, and nothing else', async () => {
    const owner = await client.create(configMaps, buildConfigMap('owner', {}));
    const ownerReferences = [controllerReference(owner)];
    const buildChild = (name: string, overrides: object = {}): ConfigMap => {
      const child = buildConfigMap(name, {});
      return { ...child, metadata: { ...child.metadata, labels: { app: 'child' }, ownerReferences, ...overrides } };
    };
    const children = [
      buildChild('stays'),
      buildChild('goes'),
      buildChild('unlabelled', { labels: {} }),
      buildChild('not-owned', { ownerReferences: [] }),
    ];
    const live = await Promise.all(children.map((child) => client.create(configMaps, child)));
    const request = { owner, labels: { app: 'child' }, live, desired: [buildChild('stays')] };
    const pruned = await pruneOwned(client, configMaps, request);
    expect(pruned.map(({ metadata }) => metadata.name)).toEqual(['goes']);
    const { items } = await client.list(configMaps, { namespace: namespace.name });
    const names = items.map(({ metadata }) => metadata.name);
    expect(names).toEqual(expect.arrayContaining(['stays', 'unlabelled', 'not-owned', 'owner']));
    expect(names).not.toContain('goes');
    await expect(pruneOwned(client, configMaps, request)).resolves.toBeDefined();
  });
});
