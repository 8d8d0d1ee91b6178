/** For tests: a stream and its pod on the real API server, watched through a proxy that can be taken away. */
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
import { parse } from 'yaml';
import type { ClusterView } from '../cluster-view.ts';
import { routedLiveStreams } from '../live-streams-kind.ts';
import type { RoutingTable } from '../routing-table.ts';
import { watchCluster } from '../watch-cluster.ts';

/** The same kind as it is written: any spec. */
const writtenLiveStreams = defineKind<KubernetesObject>({ ...routedLiveStreams, parse: parseKubernetesObject });
const definition = new URL('../../../../crds/livestreams.yaml', import.meta.url);
const podName = 'main-abcde';

/** A view that is being watched. */
export interface RunningView {
  readonly view: ClusterView;
  /** As the view knows the stream `main`. */
  readonly route: () => ReturnType<RoutingTable['find']>;
  stop(): Promise<void>;
}

/** See the file header. The stream is called `main`. */
export class ClusterWorld {
  readonly direct: KubernetesClient;
  readonly proxy: FaultProxy;
  readonly namespace: string;
  readonly #proxied: KubernetesClient;
  readonly #testNamespace: TestNamespace;
  readonly #views: RunningView[] = [];

  private constructor(direct: KubernetesClient, proxy: FaultProxy, namespace: TestNamespace) {
    this.direct = direct;
    this.proxy = proxy;
    this.namespace = namespace.name;
    this.#testNamespace = namespace;
    this.#proxied = createTestClient(openAccess(proxy.url));
  }

  static async open(): Promise<ClusterWorld> {
    const direct = createTestClient();
    const object = customResourceDefinitions.parse(parse(await readFile(definition, 'utf8')));
    await direct.apply(customResourceDefinitions, object, { fieldManager: 'kubecast-crds' });
    await waitFor('LiveStreams are served', () => direct.list(routedLiveStreams, { limit: 1 }));
    const proxy = await startFaultProxy(testClusterAccess());
    return new ClusterWorld(direct, proxy, await createTestNamespace(direct, 'edge'));
  }

  async close(): Promise<void> {
    for (const view of this.#views) await view.stop();
    await this.#proxied.close();
    await this.proxy.close();
    await this.#testNamespace.remove();
    await this.direct.close();
  }

  /** Begins to watch as an edge does that knew `remembered`. */
  watch(remembered?: RoutingTable): RunningView {
    const stop = new AbortController();
    const view = watchCluster({
      client: this.#proxied,
      namespaces: [this.namespace],
      registry: new Registry(),
      logger: createLogger('edge', 'silent'),
      onTable: () => undefined,
      remembered,
    });
    const running = view.run(stop.signal);
    const watched: RunningView = {
      view,
      route: () => view.routingTable()?.find({ namespace: this.namespace, stream: 'main' }),
      stop: () => {
        stop.abort();
        return running;
      },
    };
    this.#views.push(watched);
    return watched;
  }

  createLiveStream(visibility: 'Public' | 'Private'): Promise<KubernetesObject> {
    // An operator that runs in this cluster leaves the streams of other shards alone.
    const metadata = { name: 'main', namespace: this.namespace, labels: { [shardLabel]: this.namespace } };
    const object = { apiVersion: 'kubecast.dev/v1alpha1', kind: 'LiveStream', metadata, spec: { visibility } };
    return this.direct.apply(writtenLiveStreams, object, { fieldManager: 'kubecast-edge-tests' });
  }

  deleteLiveStream(): Promise<void> {
    return this.direct.delete(routedLiveStreams, { namespace: this.namespace, name: 'main' });
  }

  /** A pod that no node takes: its status is the test's to write. */
  async createPod(owner: KubernetesObject, ip: string): Promise<void> {
    const pod: Pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: podName,
        namespace: this.namespace,
        labels: { 'app.kubernetes.io/component': 'transcoder', 'kubecast.dev/livestream': 'main' },
        ownerReferences: [controllerReference(owner)],
      },
      spec: { nodeSelector: { 'kubecast.dev/nowhere': 'true' }, containers: [{ name: 'agent', image: 'none' }] },
    };
    // A new namespace takes pods once it has its service account.
    await waitFor('the namespace takes the pod', () => this.direct.create(pods, pod));
    const status = { phase: 'Running', podIP: ip, podIPs: [{ ip }], conditions: [{ type: 'Ready', status: 'True' }] };
    const reference = { namespace: this.namespace, name: podName };
    await this.direct.mergePatch(pods, reference, { patch: { status }, subresource: 'status' });
  }

  deletePod(): Promise<void> {
    return this.direct.delete(pods, { namespace: this.namespace, name: podName }, { gracePeriodSeconds: 0 });
  }
}
