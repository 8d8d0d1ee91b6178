/** What a fault happens on: a live stream of its own, with an encoder before it and a viewer behind it. */
import type { LiveStreamSpecInput } from '@kubecast/crds/livestream';
import type { Pod } from '@kubecast/runtime/core-kinds';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import type { Browser } from 'playwright-core';
import type { TestCluster } from '../src/cluster.ts';
import { LiveEdgeClient } from '../src/live-edge-client.ts';
import { testPicture } from '../src/srt-publisher.ts';
import { DroppingRelay } from './dropping-relay.ts';
import { EncoderLikeObs } from './encoder-like-obs.ts';
import { PlaylistWatch } from './playlist-watch.ts';
import type { Random } from './random.ts';
import { Viewer } from './viewer.ts';
import { wait } from './wait.ts';

/** Two small rungs behind the gateway: what counts here is not how fast it encodes. */
const smallSpec: LiveStreamSpecInput = {
  ingest: { srt: { service: { type: 'NodePort' } } },
  renditions: [
    { name: '360p', height: 360, videoBitrateKbps: 700 },
    { name: '240p', height: 240, videoBitrateKbps: 300 },
  ],
};

/** The rung that is watched closely, and the one that is looked at now and then. */
const closely = { rendition: '360p', everyMs: 100 } as const;
const nowAndThen = { rendition: '240p', everyMs: 700 } as const;

/** Enough that the player has its distance from the live edge. */
const segmentsBeforeViewer = 8;
const settleMs = 4_000;

/** What a run has for all its scenarios. */
export interface Theatre {
  readonly cluster: TestCluster;
  readonly browser: Browser;
  readonly say: (text: string) => void;
  /** Ctrl-C, or too long. */
  readonly signal: AbortSignal;
}

export interface StageOptions {
  readonly stream: string;
  readonly spec: LiveStreamSpecInput;
  readonly random: Random;
}

/** See the file header. `close` ends all of it. */
export class Stage {
  readonly theatre: Theatre;
  readonly stream: string;
  readonly random: Random;
  readonly edge: LiveEdgeClient;
  /** When each fault began, Unix milliseconds. */
  readonly faultsMs: number[] = [];
  readonly #owned = new AsyncDisposableStack();
  #parts: { readonly relay: DroppingRelay; readonly encoder: EncoderLikeObs; readonly viewer: Viewer } | undefined;
  playlists: readonly PlaylistWatch[] = [];

  private constructor(theatre: Theatre, { stream, random }: StageOptions) {
    this.theatre = theatre;
    this.stream = stream;
    this.random = random;
    this.edge = new LiveEdgeClient(theatre.cluster.namespace, stream);
  }

  /** Applies the stream, publishes, watches, and waits until the picture runs. */
  static async open(theatre: Theatre, options: StageOptions): Promise<Stage> {
    const stage = new Stage(theatre, options);
    try {
      await stage.#set(options.spec);
      return stage;
    } catch (error) {
      await stage.close();
      throw error;
    }
  }

  get encoder(): EncoderLikeObs {
    return this.#present.encoder;
  }

  get relay(): DroppingRelay {
    return this.#present.relay;
  }

  get viewer(): Viewer {
    return this.#present.viewer;
  }

  /** The stream's pod that is not being deleted. */
  pod(): Promise<Pod> {
    return this.theatre.cluster.pod(this.stream);
  }

  /** A fault begins now. */
  mark(): void {
    this.faultsMs.push(Date.now());
  }

  /** Waits; rejects when the run is ended. */
  async wait(ms: number): Promise<void> {
    await wait(ms, this.theatre.signal);
    this.theatre.signal.throwIfAborted();
  }

  /** Waits a moment of chance: up to a keyframe interval, so that a fault falls anywhere in it. */
  waitAMoment(): Promise<void> {
    return this.wait(this.random.between(0, 2_000));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async close(): Promise<void> {
    await this.#owned.disposeAsync();
  }

  get #present() {
    if (!this.#parts) throw new Error('The stage is not set yet');
    return this.#parts;
  }

  async #set(spec: LiveStreamSpecInput): Promise<void> {
    const { cluster, browser } = this.theatre;
    this.#owned.defer(() => cluster.delete(this.stream).catch(() => undefined));
    await cluster.apply(this.stream, { ...smallSpec, ...spec });
    await cluster.waitForCondition(this.stream, { type: 'Ready', status: 'True' });
    const target = await cluster.waitForTarget(this.stream);
    const relay = this.#owned.adopt(await DroppingRelay.start(target), (owned) => owned.stop());
    const encoder = new EncoderLikeObs({ ...target, ...relay.address }, testPicture());
    this.#owned.defer(() => encoder.stop());
    encoder.start();
    const hasBegun = async () => (await this.edge.playlist(closely.rendition)).segments.length >= segmentsBeforeViewer;
    await waitFor('the stream has begun', hasBegun, { timeoutMs: 60_000, intervalMs: 200 });
    this.playlists = [closely, nowAndThen].map(({ rendition, everyMs }) => {
      const watch = new PlaylistWatch(this.edge, rendition, everyMs);
      this.#owned.defer(() => watch.close());
      return watch;
    });
    const viewer = await Viewer.open(browser, cluster.namespace, this.stream);
    this.#owned.defer(() => viewer.close());
    this.#parts = { relay, encoder, viewer };
    await this.wait(settleMs);
  }
}
