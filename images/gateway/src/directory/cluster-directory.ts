/**
 * The directory of a cluster, kept by informers of LiveStreams and transcoder pods. While the Kubernetes API is away it stays
 * what it last was, also what a former process knew.
 */
import {
  createStreamInformers,
  type StreamInformers,
  type StreamInformersOptions,
} from '@kubecast/media/stream-informers';
import type { KeptStreams, KeptTargets } from './kept-streams.ts';
import { type KnownLiveStream, knownLiveStreams } from './known-live-streams.ts';
import { isAtAddress, type PodAddresses, podAddresses } from './pod-addresses.ts';
import type { StreamDirectory, StreamTarget } from './stream-directory.ts';
import { streamTargets } from './stream-targets.ts';

type Targets = ReadonlyMap<string, StreamTarget>;

/** What the informers say, looked up by the gateway's questions. */
interface Snapshot {
  readonly targets: Targets;
  readonly podAddresses: PodAddresses;
}

export interface ClusterDirectoryOptions extends Omit<StreamInformersOptions<KnownLiveStream>, 'kind'> {
  /** Where what is known is kept for the next process. */
  readonly kept: KeptStreams;
}

/** What is in the table is known. */
const toKept = (targets: Targets): KeptTargets =>
  [...targets].flatMap(([id, target]) => (target.kind === 'unknown' ? [] : [[id, target]]));

/** Before the first lists nobody can be told to be unknown. */
const notYetListed: StreamTarget = { kind: 'away', stream: '', isExpected: true };

export class ClusterDirectory implements StreamDirectory {
  readonly #informers: StreamInformers<KnownLiveStream>;
  readonly #listeners: (() => void)[] = [];
  readonly #kept: KeptStreams;
  #remembered: Targets | undefined;
  #snapshot: Snapshot | undefined;
  #isTelling = false;

  constructor({ kept, ...options }: ClusterDirectoryOptions) {
    this.#kept = kept;
    this.#informers = createStreamInformers({ ...options, kind: knownLiveStreams });
    const onChange = (): void => this.#noteChange();
    const handler = { added: onChange, updated: onChange, deleted: onChange };
    this.#informers.liveStreams.addHandler(handler);
    this.#informers.pods.addHandler(handler);
  }

  /** Reads what a former process of this pod knew; it stands until the first sync. */
  async remember(): Promise<void> {
    const kept = await this.#kept.load();
    this.#remembered = kept && new Map(kept);
  }

  /** Watches until the signal. */
  async run(signal: AbortSignal): Promise<void> {
    const { liveStreams, pods } = this.#informers;
    Promise.all([liveStreams.synced(signal), pods.synced(signal)]).then(
      () => this.#noteChange(),
      () => undefined, // Ended before that.
    );
    await Promise.all([liveStreams.run(signal), pods.run(signal)]);
    await this.#kept.settled();
  }

  readonly isUsable = (): boolean => this.#hasSynced() || this.#remembered !== undefined;

  readonly find = (streamId: string): StreamTarget => {
    const targets = this.#hasSynced() ? this.#look().targets : this.#remembered;
    return targets ? (targets.get(streamId) ?? { kind: 'unknown' }) : notYetListed;
  };

  /** What is remembered may be older than the pod: only the informers can say that there is none. */
  readonly hasPod: StreamDirectory['hasPod'] = (pod) =>
    !this.#hasSynced() || isAtAddress(this.#look().podAddresses, pod);

  readonly onChange = (listener: () => void): void => void this.#listeners.push(listener);

  #hasSynced(): boolean {
    return this.#informers.liveStreams.hasSynced() && this.#informers.pods.hasSynced();
  }

  #look(): Snapshot {
    this.#snapshot ??= this.#takeSnapshot();
    return this.#snapshot;
  }

  #takeSnapshot(): Snapshot {
    const pods = this.#informers.pods.store.list();
    return {
      targets: streamTargets(this.#informers.liveStreams.store.list(), pods),
      podAddresses: podAddresses(pods),
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
      if (this.#hasSynced()) this.#kept.save(() => toKept(this.#look().targets));
    });
  }
}
