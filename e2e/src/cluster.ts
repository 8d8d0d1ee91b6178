/**
 * The cluster that the story tests play in: a restricted namespace of their own, LiveStreams in it, and what they own. Encoders
 * come in by the gateway, as `make up` opens it on this host, unless a stream asks for a port of its own.
 */
import { type LiveStream, type LiveStreamSpecInput, liveStreamKind } from '@kubecast/crds/livestream';
import { apiVersion, liveStreamLabel, shardLabel, transcoderComponent } from '@kubecast/crds/names';
import { isNotFound } from '@kubecast/runtime/api-error';
import type { KubernetesClient } from '@kubecast/runtime/client';
import type { Condition } from '@kubecast/runtime/condition';
import { nodes, type Pod, pods, type Secret, secrets, services } from '@kubecast/runtime/core-kinds';
import type { KubernetesObject } from '@kubecast/runtime/kubernetes-object';
import type { ResourceKind } from '@kubecast/runtime/resource-kind';
import { createTestClient, createTestNamespace, type TestNamespace } from '@kubecast/runtime/testing/test-cluster';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import type { SrtTarget } from './srt-publisher.ts';
import { readStreamTarget } from './stream-credentials.ts';
import { type ExpectedCondition, waitForCondition } from './wait-for-condition.ts';

/** Where the chart is installed. */
export const systemNamespace = 'kubecast-system';
/** Where the api makes streams. */
export const apiNamespace = 'live';

/** Selects what a stream owns, and not what records it. */
export const ownedSelector = (stream: string): string =>
  `app.kubernetes.io/component=${transcoderComponent},${liveStreamLabel}=${stream}`;

/** A stream with a node port of its own, which the cluster chooses; it needs no gateway. */
export const ownPort = { srt: { service: { type: 'NodePort' } } } as const satisfies LiveStreamSpecInput['ingest'];

/** Small enough for many streams on a laptop: what counts here is not how fast it encodes. */
const smallSpec: LiveStreamSpecInput = {
  encoding: { preset: 'ultrafast' },
  renditions: [
    { name: '360p', height: 360, videoBitrateKbps: 700 },
    { name: '240p', height: 240, videoBitrateKbps: 400 },
    { name: '144p', height: 144, videoBitrateKbps: 200 },
  ],
  podTemplate: { resources: { requests: { cpu: '20m', memory: '64Mi' } } },
};

/** See the file header. */
export class TestCluster {
  readonly client: KubernetesClient;
  readonly #namespace: TestNamespace;

  private constructor(client: KubernetesClient, namespace: TestNamespace) {
    this.client = client;
    this.#namespace = namespace;
  }

  /** Makes a namespace `test-<purpose>-<random>`. */
  static async open(purpose: string): Promise<TestCluster> {
    const client = createTestClient();
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    return new TestCluster(client, await createTestNamespace(client, purpose, labels));
  }

  get namespace(): string {
    return this.#namespace.name;
  }

  /** Removes the namespace, unless it is gone, with all that is left in it; the cluster goes on with that by itself. */
  async close(): Promise<void> {
    await this.#namespace.remove().catch((error) => {
      if (!isNotFound(error)) throw error;
    });
    await this.client.close();
  }

  /** Applies a LiveStream of three small rungs; `spec` replaces its fields. With `shard`, for another operator. */
  apply(name: string, spec: LiveStreamSpecInput = {}, shard?: string): Promise<LiveStream> {
    const labels = shard === undefined ? {} : { [shardLabel]: shard };
    const metadata = { name, namespace: this.namespace, labels };
    const liveStream = { apiVersion, kind: liveStreamKind.kind, metadata, spec: { ...smallSpec, ...spec } };
    // The input lacks what the API server fills in.
    return this.client.apply(liveStreamKind, liveStream as unknown as LiveStream, { fieldManager: 'e2e' });
  }

  stream(name: string): Promise<LiveStream> {
    return this.client.get(liveStreamKind, { namespace: this.namespace, name });
  }

  delete(name: string): Promise<void> {
    return this.client.delete(liveStreamKind, { namespace: this.namespace, name });
  }

  /** Waits for a condition of the present generation. The error tells the last conditions. */
  waitForCondition(name: string, expected: ExpectedCondition, timeoutMs = 60_000): Promise<Condition> {
    const what = `LiveStream ${this.namespace}/${name}`;
    return waitForCondition({ what, read: () => this.stream(name), expected, timeoutMs });
  }

  /** Applies a stream and waits until it takes an encoder; gives where that publishes to. */
  async start(name: string, spec: LiveStreamSpecInput = {}, shard?: string): Promise<SrtTarget> {
    await this.apply(name, spec, shard);
    return this.waitForTarget(name);
  }

  /** Waits until a stream takes an encoder; gives where that publishes to: as told, or the node itself for a port of its own. */
  async waitForTarget(name: string): Promise<SrtTarget> {
    await this.waitForCondition(name, { type: 'Ready', status: 'True' });
    const target = await readStreamTarget(this.namespace, name);
    const { type } = (await this.stream(name)).spec.ingest.srt.service;
    return type === 'NodePort' ? { ...target, host: await this.nodeAddress() } : target;
  }

  /** The names of what a stream owns, as `Kind/name`. */
  async ownedBy(name: string): Promise<readonly string[]> {
    const selection = { namespace: this.namespace, labelSelector: ownedSelector(name) };
    const namesOf = async <T extends KubernetesObject>(kind: ResourceKind<T>): Promise<readonly string[]> => {
      const { items } = await this.client.list(kind, selection);
      return items.map(({ metadata }) => `${kind.kind}/${metadata.name}`);
    };
    const lists = await Promise.all([namesOf(pods), namesOf(services), namesOf(secrets)]);
    return lists.flat().toSorted();
  }

  /** The stream's only pod. */
  async pod(name: string): Promise<Pod> {
    const labelSelector = ownedSelector(name);
    return waitFor(`${name} has one pod`, async () => {
      const { items } = await this.client.list(pods, { namespace: this.namespace, labelSelector });
      return items.length === 1 && items[0];
    });
  }

  /** Decoded values of a Secret. */
  secret(name: string, namespace = this.namespace): Promise<Readonly<Record<string, string>>> {
    return this.client.get(secrets, { namespace, name }).then(({ data }: Secret) => decodeAll(data ?? {}));
  }

  /** Waits until a stream is there no more. */
  async waitForGone(name: string): Promise<void> {
    const isGone = () => this.stream(name).then(() => false, isNotFound);
    await waitFor(`LiveStream ${name} is gone`, isGone, { timeoutMs: 90_000, intervalMs: 200 });
  }

  /** Of a node, as pods and this host reach it. */
  async nodeAddress(): Promise<string> {
    const { items } = await this.client.list(nodes);
    const address = items[0]?.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address;
    if (address === undefined) throw new Error('The cluster has no node with an InternalIP: is it up? Try `make up`');
    return address;
  }
}

const decodeAll = (data: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString('utf8')]));
