/**
 * For tests: a namespace on the real API server with LiveStreams in a shard of their own, so that an operator that is
 * installed there leaves them alone. Their pods select a node that does not exist, so that they stay as the test says;
 * `makeReady` plays scheduler, kubelet and agent.
 */
import { type LiveStream, type LiveStreamSpecInput, liveStreamKind } from '@kubecast/crds/livestream';
import { apiVersion, liveStreamLabel, shardLabel } from '@kubecast/crds/names';
import type { SessionState } from '@kubecast/media/state-feed';
import { isNotFound } from '@kubecast/runtime/api-error';
import type { DeleteOptions, KubernetesClient } from '@kubecast/runtime/client';
import { findCondition, parseConditions } from '@kubecast/runtime/condition';
import { type Pod, pods } from '@kubecast/runtime/core-kinds';
import type { KubernetesObject } from '@kubecast/runtime/kubernetes-object';
import type { ResourceKind } from '@kubecast/runtime/resource-kind';
import { createTestClient, createTestNamespace, type TestNamespace } from '@kubecast/runtime/testing/test-cluster';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { FakeStateFeed } from './fake-state-feed.ts';
import { stateFixture } from './pod-fixture.ts';
import { type RunningOperator, type RunningOperatorOptions, startOperator } from './running-operator.ts';

const nowhere = { nodeSelector: { 'kubecast.dev/test-node': 'none' } };
/** One small rung, so that nothing depends on the machine. */
const renditions = [{ name: '360p', height: 360, videoBitrateKbps: 700 }];

/** See the file header. */
export class StreamTestBed {
  readonly client: KubernetesClient;
  readonly feed: FakeStateFeed;
  readonly #namespace: TestNamespace;
  readonly #operators = new Set<RunningOperator>();
  readonly #uids = new Map<string, string>();
  #addresses = 0;

  private constructor(client: KubernetesClient, namespace: TestNamespace, feed: FakeStateFeed) {
    this.client = client;
    this.#namespace = namespace;
    this.feed = feed;
  }

  static async open(purpose: string): Promise<StreamTestBed> {
    const client = createTestClient();
    const feed = new FakeStateFeed();
    await feed.start();
    return new StreamTestBed(client, await createTestNamespace(client, purpose), feed);
  }

  get namespace(): string {
    return this.#namespace.name;
  }

  async close(): Promise<void> {
    for (const operator of this.#operators) await operator.stop();
    await this.feed.stop();
    await this.#namespace.remove();
    await this.client.close();
  }

  async startOperator(options: Partial<RunningOperatorOptions> = {}): Promise<RunningOperator> {
    const feeds = { urlFor: this.feed.urlFor, patienceMs: 500 };
    const operator = await startOperator({ namespaces: [this.namespace], shard: this.namespace, feeds, ...options });
    this.#operators.add(operator);
    return {
      writes: operator.writes,
      stop: async () => {
        this.#operators.delete(operator);
        await operator.stop();
      },
    };
  }

  /** Creates a LiveStream, or changes the spec of the one there is. */
  apply(name: string, spec: LiveStreamSpecInput = {}): Promise<LiveStream> {
    const liveStream = {
      apiVersion,
      kind: liveStreamKind.kind,
      metadata: { name, namespace: this.namespace, labels: { [shardLabel]: this.namespace } },
      spec: { renditions, podTemplate: nowhere, ...spec },
    };
    // The input lacks what the API server fills in.
    return this.client.apply(liveStreamKind, liveStream as unknown as LiveStream, { fieldManager: 'test' });
  }

  delete(name: string, options: DeleteOptions = {}): Promise<void> {
    return this.client.delete(liveStreamKind, { namespace: this.namespace, name }, options);
  }

  get(name: string): Promise<LiveStream> {
    return this.client.get(liveStreamKind, { namespace: this.namespace, name });
  }

  async condition(name: string, type: string) {
    return findCondition(parseConditions((await this.get(name)).status?.conditions), type);
  }

  /** Waits until the condition has that reason (undefined: is not there), for the current generation. */
  waitForReason(name: string, type: string, reason: string | undefined) {
    return waitFor(`${name} has ${type}=${reason}`, async () => {
      const { metadata, status } = await this.get(name);
      const condition = findCondition(parseConditions(status?.conditions), type);
      return status?.observedGeneration === metadata.generation && condition?.reason === reason && (condition ?? {});
    });
  }

  /** Waits until an object of the namespace is there no more. */
  waitForGone<T extends KubernetesObject>(kind: ResourceKind<T>, name: string) {
    return waitFor(`${kind.kind} ${name} is gone`, () =>
      this.client.get(kind, { namespace: this.namespace, name }).then(() => false, isNotFound),
    );
  }

  /** The stream's pods that were not told to go. */
  async pods(name: string): Promise<readonly Pod[]> {
    const labelSelector = `${liveStreamLabel}=${name}`;
    const { items } = await this.client.list(pods, { namespace: this.namespace, labelSelector });
    return items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  }

  /** Waits for the stream's only pod; with `than`, for another one than that. */
  pod(name: string, than?: Pod): Promise<Pod> {
    return waitFor(`${name} has a pod`, async () => {
      const [pod, ...others] = await this.pods(name);
      return others.length === 0 && pod !== undefined && pod.metadata.uid !== than?.metadata.uid && pod;
    });
  }

  /** Lets the pod at `podIp` say that it has `session`, and that all is well. */
  say(podIp: string, session?: SessionState): void {
    this.feed.say(podIp, { ...stateFixture(session), podUid: this.#uids.get(podIp) ?? '' });
  }

  /** Lets a pod listen; its feed tells of `session`. Returns its address. */
  async makeReady({ metadata }: Pod, session?: SessionState): Promise<string> {
    this.#addresses += 1;
    const podIP = `10.99.0.${this.#addresses}`;
    this.#uids.set(podIP, metadata.uid ?? '');
    this.say(podIP, session);
    const time = new Date().toISOString();
    const ready = ['PodScheduled', 'Ready'].map((type) => ({ type, status: 'True', lastTransitionTime: time }));
    const status = { phase: 'Running', podIP, podIPs: [{ ip: podIP }], hostIP: '172.18.0.2', conditions: ready };
    await this.client.mergePatch(pods, metadata, { patch: { status }, subresource: 'status' });
    return podIP;
  }
}
