/** Counts the recorders that the cluster starts in a namespace, also those whose pods are gone by the end. */
import { recorderComponent, recordingLabel } from '@kubecast/crds/names';
import { pods } from '@kubecast/runtime/core-kinds';
import type { TestCluster } from '../../src/cluster.ts';
import { wait } from '../wait.ts';

const everyMs = 500;

/** See the file header. `stop` ends it. */
export class RecorderWatch {
  readonly #cluster: TestCluster;
  readonly #life = new AbortController();
  readonly #restarts = new Map<string, { readonly recording: string; readonly restarts: number }>();
  readonly #over: Promise<void>;

  constructor(cluster: TestCluster) {
    this.#cluster = cluster;
    this.#over = this.#lookAgainAndAgain();
  }

  /** Containers that were started for a Recording. */
  async count(recording: string): Promise<number> {
    await this.#look();
    const own = [...this.#restarts.values()].filter((seen) => seen.recording === recording);
    return own.reduce((sum, { restarts }) => sum + 1 + restarts, 0);
  }

  async stop(): Promise<void> {
    this.#life.abort();
    await this.#over;
  }

  async #lookAgainAndAgain(): Promise<void> {
    const { signal } = this.#life;
    while (!signal.aborted) {
      // The API server may be away for a while.
      await this.#look().catch(() => undefined);
      await wait(everyMs, signal);
    }
  }

  async #look(): Promise<void> {
    const labelSelector = `app.kubernetes.io/component=${recorderComponent}`;
    const { items } = await this.#cluster.client.list(pods, { namespace: this.#cluster.namespace, labelSelector });
    for (const { metadata, status } of items) {
      const container = status?.containerStatuses?.[0];
      const hasStarted = container?.state?.running !== undefined || container?.state?.terminated !== undefined;
      if (!hasStarted || metadata.uid === undefined) continue;
      const recording = metadata.labels?.[recordingLabel] ?? '';
      this.#restarts.set(metadata.uid, { recording, restarts: container.restartCount });
    }
  }
}
