/**
 * The directory of a cluster, kept by informers of LiveStreams and transcoder pods. While the Kubernetes API is away it stays
 * what it last was.
 */
import {
  createStreamInformers,
  type StreamInformers,
  type StreamInformersOptions,
} from '@kubecast/media/stream-informers';
import { isOver } from '@kubecast/media/transcoder-pods';
import { type KnownLiveStream, knownLiveStreams } from './known-live-streams.ts';
import type { StreamDirectory, StreamTarget } from './stream-directory.ts';
import { streamTargets } from './stream-targets.ts';

/** What the informers say, looked up by the gateway's questions. */
interface Snapshot {
  readonly targets: ReadonlyMap<string, StreamTarget>;
  readonly podUids: ReadonlySet<string>;
}

/** Before the first lists nobody can be told to be unknown. */
const notYetListed: StreamTarget = { kind: 'away', stream: '', isExpected: true };

export class ClusterDirectory implements StreamDirectory {
  readonly #informers: StreamInformers<KnownLiveStream>;
  readonly #listeners: (() => void)[] = [];
  #snapshot: Snapshot | undefined;
  #isTelling = false;

  constructor(options: Omit<StreamInformersOptions<KnownLiveStream>, 'kind'>) {
    this.#informers = createStreamInformers({ ...options, kind: knownLiveStreams });
    const onChange = (): void => this.#noteChange();
    const handler = { added: onChange, updated: onChange, deleted: onChange };
    this.#informers.liveStreams.addHandler(handler);
    this.#informers.pods.addHandler(handler);
  }

  /** Watches until the signal. */
  async run(signal: AbortSignal): Promise<void> {
    const { liveStreams, pods } = this.#informers;
    Promise.all([liveStreams.synced(signal), pods.synced(signal)]).then(
      () => this.#noteChange(),
      () => undefined, // Ended before that.
    );
    await Promise.all([liveStreams.run(signal), pods.run(signal)]);
  }

  readonly hasSynced = (): boolean => this.#informers.liveStreams.hasSynced() && this.#informers.pods.hasSynced();

  readonly find = (streamId: string): StreamTarget =>
    this.hasSynced() ? (this.#look().targets.get(streamId) ?? { kind: 'unknown' }) : notYetListed;

  readonly hasPod = (podUid: string): boolean => this.#look().podUids.has(podUid);

  readonly onChange = (listener: () => void): void => void this.#listeners.push(listener);

  #look(): Snapshot {
    this.#snapshot ??= this.#takeSnapshot();
    return this.#snapshot;
  }

  #takeSnapshot(): Snapshot {
    const pods = this.#informers.pods.store.list();
    return {
      targets: streamTargets(this.#informers.liveStreams.store.list(), pods),
      podUids: new Set(pods.filter((pod) => !isOver(pod)).map(({ metadata }) => metadata.uid ?? '')),
    };
  }

  /** Many changes at once are told once. */
  #noteChange(): void {
    this.#snapshot = undefined;
    if (this.#isTelling) return;
    this.#isTelling = true;
    setImmediate(() => {
      this.#isTelling = false;
      for (const listener of this.#listeners) listener();
    });
  }
}
