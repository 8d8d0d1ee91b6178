import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { ClusterDirectory } from './cluster-directory.ts';
import { keepStreams } from './kept-streams.ts';
import { knownLiveStreams } from './known-live-streams.ts';

const fieldManager = 'kubecast-gateway-tests';
const logger = createLogger('gateway', 'silent');
/** The same kind as it is written: any spec. */
const writtenLiveStreams = defineKind<KubernetesObject>({ ...knownLiveStreams, parse: parseKubernetesObject });
const definition = new URL('../../../../crds/livestreams.yaml', import.meta.url);
const podName = 'main-abcde';

let direct: KubernetesClient;
let proxied: KubernetesClient;
let proxy: FaultProxy;
let namespace: TestNamespace;
let kept: string;
const endings: (() => Promise<void>)[] = [];

beforeAll(async () => {
  direct = createTestClient();
  const object = customResourceDefinitions.parse(parse(await readFile(definition, 'utf8')));
  await direct.apply(customResourceDefinitions, object, { fieldManager: 'kubecast-crds' });
  await waitFor('LiveStreams are served', () => direct.list(knownLiveStreams, { limit: 1 }));
});

afterAll(() => direct.close());

beforeEach(async () => {
  namespace = await createTestNamespace(direct, 'gateway');
  proxy = await startFaultProxy(testClusterAccess());
  proxied = createTestClient(openAccess(proxy.url));
  kept = await mkdtemp(join(tmpdir(), 'kubecast-streams-'));
});

afterEach(async () => {
  for (const end of endings.splice(0)) await end();
  await proxied.close();
  await proxy.close();
  await namespace.remove();
  await rm(kept, { recursive: true });
});

/** A gateway's directory, as a process of its pod has one. */
const startDirectory = async () => {
  const directory = new ClusterDirectory({
    client: proxied,
    namespaces: [namespace.name],
    registry: new Registry(),
    logger,
    kept: keepStreams(kept, logger),
  });
  await directory.remember();
  const stop = new AbortController();
  const running = directory.run(stop.signal);
  const end = async (): Promise<void> => {
    stop.abort();
    await running;
  };
  endings.push(end);
  return { directory, end };
};

const createLiveStream = () => {
  // An operator that runs in this cluster leaves the streams of other shards alone.
  const metadata = { name: 'main', namespace: namespace.name, labels: { [shardLabel]: namespace.name } };
  const object = { apiVersion: 'kubecast.dev/v1alpha1', kind: 'LiveStream', metadata, spec: {} };
  return direct.apply(writtenLiveStreams, object, { fieldManager });
};

/** A pod that no node takes: its status is the test's to write. */
const createPod = async (owner: KubernetesObject): Promise<Pod> => {
  const pod = await direct.create<Pod>(pods, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: podName,
      namespace: namespace.name,
      labels: { 'app.kubernetes.io/component': 'transcoder', 'kubecast.dev/livestream': 'main' },
      annotations: { 'kubecast.dev/stream-id': 'camera' },
      ownerReferences: [controllerReference(owner)],
    },
    spec: { nodeSelector: { 'kubecast.dev/nowhere': 'true' }, containers: [{ name: 'agent', image: 'none' }] },
  });
  const status = { phase: 'Running', podIP: '10.1.2.3', podIPs: [{ ip: '10.1.2.3' }] };
  const name = { namespace: namespace.name, name: podName };
  await direct.mergePatch(pods, name, { patch: { status }, subresource: 'status' });
  return pod;
};

describe('ClusterDirectory', () => {
  it('says of no stream that it is unknown before the first sync, then knows each pod', async () => {
    proxy.setAway(true);
    const { directory } = await startDirectory();
    expect([directory.isUsable(), directory.find('camera')]).toMatchObject([false, { kind: 'away', isExpected: true }]);
    proxy.setAway(false);
    await waitFor('the first sync', directory.isUsable);
    expect(directory.find('camera')).toEqual({ kind: 'unknown' });
    const pod = await createPod(await createLiveStream());
    const uid = pod.metadata.uid ?? '';
    const target = { kind: 'at', stream: `${namespace.name}/main`, pod: { uid, host: '10.1.2.3', port: 8890 } };
    await waitFor('the pod', () => directory.find('camera').kind === 'at');
    expect([directory.find('camera'), directory.hasPod({ uid, host: '10.1.2.3' })]).toEqual([target, true]);
    expect(directory.hasPod({ uid, host: '10.1.2.4' })).toBe(false);
    const { promise, resolve } = Promise.withResolvers<void>();
    directory.onChange(() => {
      if (!directory.hasPod({ uid, host: '10.1.2.3' })) resolve();
    });
    await direct.delete(pods, { namespace: namespace.name, name: podName }, { gracePeriodSeconds: 0 });
    await promise;
  });

  it('knows what a former process knew while the Kubernetes API is away', async () => {
    const pod = await createPod(await createLiveStream());
    const former = await startDirectory();
    await waitFor('the pod', () => former.directory.find('camera').kind === 'at');
    await waitFor('it is kept', async () => (await keepStreams(kept, logger).load())?.length === 1);
    await former.end();
    proxy.setAway(true);
    const { directory } = await startDirectory();
    const target = { kind: 'at', pod: { uid: pod.metadata.uid } };
    expect([directory.isUsable(), directory.find('camera')]).toMatchObject([true, target]);
    // Its pod may be newer than what was kept.
    expect(directory.hasPod({ uid: 'another', host: '10.1.2.3' })).toBe(true);
    expect(directory.find('nobody')).toEqual({ kind: 'unknown' });
  });
});
