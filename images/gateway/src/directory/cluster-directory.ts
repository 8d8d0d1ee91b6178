/**
 * The directory of a cluster, kept by informers of LiveStreams and transcoder pods. While the Kubernetes API is away it stays
 * what it last was.
 */
import { transcoderComponent } from '@kubecast/crds/names';
import type { Logger } from '@kubecast/media/logger';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { type Pod, pods } from '@kubecast/runtime/core-kinds';
import { createInformer } from '@kubecast/runtime/create-informer';
import type { Informer } from '@kubecast/runtime/informer';
import { withoutManagedFields } from '@kubecast/runtime/informer-transform';
import { buildReflectorMetrics } from '@kubecast/runtime/metrics-client';
import type { Registry } from 'prom-client';
import { type KnownLiveStream, knownLiveStreams } from './known-live-streams.ts';
import type { StreamDirectory, StreamTarget } from './stream-directory.ts';
import { streamTargets } from './stream-targets.ts';

export interface ClusterDirectoryOptions {
  readonly client: KubernetesClient;
  /** Empty: all. */
  readonly namespaces: readonly string[];
  readonly registry: Registry;
  readonly logger: Logger;
}

export class ClusterDirectory implements StreamDirectory {
  readonly #liveStreams: Informer<KnownLiveStream>;
  readonly #pods: Informer<Pod>;
  readonly #listeners: (() => void)[] = [];
  #targets: ReadonlyMap<string, StreamTarget> | undefined;
  #isTelling = false;

  constructor({ client, namespaces, registry, logger }: ClusterDirectoryOptions) {
    const shared = { namespaces, logger, metrics: buildReflectorMetrics(registry) };
    this.#liveStreams = createInformer(client, {
      ...shared,
      kind: knownLiveStreams,
      transform: withoutManagedFields,
    });
    this.#pods = createInformer(client, {
      ...shared,
      kind: pods,
      labelSelector: `app.kubernetes.io/component=${transcoderComponent}`,
      transform: withoutManagedFields,
    });
    const onChange = (): void => this.#noteChange();
    const handler = { added: onChange, updated: onChange, deleted: onChange };
    this.#liveStreams.addHandler(handler);
    this.#pods.addHandler(handler);
  }

  /** Watches until the signal. */
  async run(signal: AbortSignal): Promise<void> {
    const synced = Promise.all([this.#liveStreams.synced(signal), this.#pods.synced(signal)]);
    synced.then(
      () => this.#noteChange(),
      () => {}, // Ended before that.
    );
    await Promise.all([this.#liveStreams.run(signal), this.#pods.run(signal)]);
  }

  readonly hasSynced = (): boolean => this.#liveStreams.hasSynced() && this.#pods.hasSynced();

  readonly find = (streamId: string): StreamTarget => {
    this.#targets ??= streamTargets(this.#liveStreams.store.list(), this.#pods.store.list());
    return this.#targets.get(streamId) ?? { kind: 'unknown' };
  };

  readonly hasPod = (podUid: string): boolean =>
    this.#pods.store.list().some(({ metadata, status }) => metadata.uid === podUid && status?.phase !== 'Failed');

  readonly onChange = (listener: () => void): void => void this.#listeners.push(listener);

  /** Many changes at once are told once. */
  #noteChange(): void {
    this.#targets = undefined;
    if (this.#isTelling) return;
    this.#isTelling = true;
    setImmediate(() => {
      this.#isTelling = false;
      for (const listener of this.#listeners) listener();
    });
  }
}
