import { readFile } from 'node:fs/promises';
import { shardLabel } from '@kubecast/crds/names';
import { createLogger } from '@kubecast/media/logger';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { openAccess } from '@kubecast/runtime/cluster-access';
import { customResourceDefinitions, type Pod, pods } from '@kubecast/runtime/core-kinds';
import { controllerReference, type KubernetesObject, parseKubernetesObject } from '@kubecast/runtime/kubernetes-object';
import { defineKind } from '@kubecast/runtime/resource-kind';
import { type FaultProxy, startFaultProxy } from '@kubecast/runtime/testing/fault-proxy';
import {
  createTestClient,
  createTestNamespace,
  type TestNamespace,
  testClusterAccess,
} from '@kubecast/runtime/testing/test-cluster';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { Registry } from 'prom-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ClusterView } from './cluster-view.ts';
import { routedLiveStreams } from './live-streams-kind.ts';
import { watchCluster } from './watch-cluster.ts';

const fieldManager = 'kubecast-edge-tests';
const logger = createLogger('edge', 'silent');
/** The same kind as it is written: any spec. */
const writtenLiveStreams = defineKind<KubernetesObject>({ ...routedLiveStreams, parse: parseKubernetesObject });
const definition = new URL('../../../crds/livestreams.yaml', import.meta.url);

let direct: KubernetesClient;
let proxied: KubernetesClient;
let proxy: FaultProxy;
let namespace: TestNamespace;
let view: ClusterView;
let stop: AbortController;
let running: Promise<void>;

beforeAll(async () => {
  direct = createTestClient();
  const object = customResourceDefinitions.parse(parse(await readFile(definition, 'utf8')));
  await direct.apply(customResourceDefinitions, object, { fieldManager: 'kubecast-crds' });
  await waitFor('LiveStreams are served', () => direct.list(routedLiveStreams, { limit: 1 }));
});

afterAll(() => direct.close());

beforeEach(async () => {
  namespace = await createTestNamespace(direct, 'edge');
  proxy = await startFaultProxy(testClusterAccess());
  proxied = createTestClient(openAccess(proxy.url));
  stop = new AbortController();
  const registry = new Registry();
  const options = { client: proxied, namespaces: [namespace.name], registry, logger };
  view = watchCluster({ ...options, onTable: () => undefined });
});

afterEach(async () => {
  stop.abort();
  await running;
  await proxied.close();
  await proxy.close();
  await namespace.remove();
});

const run = (): void => {
  running = view.run(stop.signal);
};

const createLiveStream = (visibility: 'Public' | 'Private') => {
  // An operator that runs in this cluster leaves the streams of other shards alone.
  const labels = { [shardLabel]: namespace.name };
  const metadata = { name: 'main', namespace: namespace.name, labels };
  const object = { apiVersion: 'kubecast.dev/v1alpha1', kind: 'LiveStream', metadata, spec: { visibility } };
  return direct.apply(writtenLiveStreams, object, { fieldManager });
};

/** A pod that no node takes: its status is the test's to write. */
const createPod = async (owner: KubernetesObject, ip: string): Promise<void> => {
  const pod: Pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'main-abcde',
      namespace: namespace.name,
      labels: { 'app.kubernetes.io/component': 'transcoder', 'kubecast.dev/livestream': 'main' },
      ownerReferences: [controllerReference(owner)],
    },
    spec: { nodeSelector: { 'kubecast.dev/nowhere': 'true' }, containers: [{ name: 'agent', image: 'none' }] },
  };
  await direct.create(pods, pod);
  const status = { phase: 'Running', podIP: ip, podIPs: [{ ip }], conditions: [{ type: 'Ready', status: 'True' }] };
  await direct.mergePatch(
    pods,
    { namespace: namespace.name, name: 'main-abcde' },
    { patch: { status }, subresource: 'status' },
  );
};

const route = () => view.routingTable()?.find({ namespace: namespace.name, stream: 'main' });

describe('watchCluster', () => {
  it('knows nothing before the first sync, then each change', async () => {
    proxy.setAway(true);
    run();
    expect([view.hasSynced(), view.routingTable()]).toEqual([false, undefined]);
    proxy.setAway(false);
    await waitFor('the first sync', () => view.hasSynced());
    expect(route()).toBeUndefined();
    const liveStream = await createLiveStream('Private');
    expect((await waitFor('the stream', route)).visibility).toBe('Private');
    await createPod(liveStream, '10.1.2.3');
    await waitFor('the pod', () => route()?.origin.kind === 'at');
    expect(route()?.origin).toMatchObject({ kind: 'at', url: 'http://10.1.2.3:8080' });
    await direct.delete(pods, { namespace: namespace.name, name: 'main-abcde' }, { gracePeriodSeconds: 0 });
    await waitFor('the pod’s end', () => route()?.origin.kind === 'none');
    await direct.delete(routedLiveStreams, { namespace: namespace.name, name: 'main' });
    await waitFor('the stream’s end', () => route() === undefined);
  });

  it('keeps what it knew while the Kubernetes API is away, and catches up', async () => {
    const liveStream = await createLiveStream('Public');
    run();
    await waitFor('the first sync', () => view.hasSynced());
    proxy.setAway(true);
    await createPod(liveStream, '10.1.2.4');
    expect([view.hasSynced(), route()?.origin.kind]).toEqual([true, 'none']);
    proxy.setAway(false);
    await waitFor('the pod', () => route()?.origin.kind === 'at');
  });
});
