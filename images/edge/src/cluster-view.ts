/**
 * The cluster as the edge knows it: LiveStreams and their pods, kept by informers. The table is made anew when it is asked for
 * after a change; while the Kubernetes API is away it stays what it last was, also what a former process knew.
 */
import type { Pod } from '@kubecast/runtime/core-kinds';
import type { Informer } from '@kubecast/runtime/informer';
import type { RoutedLiveStream } from './live-streams-kind.ts';
import { buildRoutingTable, type RoutingTable } from './routing-table.ts';

export interface ClusterViewSources {
  readonly liveStreams: Pick<Informer<RoutedLiveStream>, 'store' | 'hasSynced' | 'addHandler' | 'run'>;
  readonly pods: Pick<Informer<Pod>, 'store' | 'hasSynced' | 'addHandler' | 'run'>;
  /** Called with each new table. */
  readonly onTable: (table: RoutingTable) => void;
  /** What a former process knew; it stands until the first sync. */
  readonly remembered?: RoutingTable | undefined;
}

export class ClusterView {
  readonly #sources: ClusterViewSources;
  #table: RoutingTable | undefined;

  constructor(sources: ClusterViewSources) {
    this.#sources = sources;
    const onChange = (): void => {
      this.#table = undefined;
    };
    const handler = { added: onChange, updated: onChange, deleted: onChange };
    sources.liveStreams.addHandler(handler);
    sources.pods.addHandler(handler);
  }

  /** Watches until the signal. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([this.#sources.liveStreams.run(signal), this.#sources.pods.run(signal)]);
  }

  hasSynced(): boolean {
    return this.#sources.liveStreams.hasSynced() && this.#sources.pods.hasSynced();
  }

  /** True when there is a table to serve by. */
  isUsable(): boolean {
    return this.hasSynced() || this.#sources.remembered !== undefined;
  }

  /** Undefined before the first sync, when nothing was remembered. */
  readonly routingTable = (): RoutingTable | undefined => {
    if (!this.hasSynced()) return this.#sources.remembered;
    if (!this.#table) {
      this.#table = buildRoutingTable(this.#sources.liveStreams.store.list(), this.#sources.pods.store.list());
      this.#sources.onTable(this.#table);
    }
    return this.#table;
  };
}
