/** What a fault happens on: a live stream of its own, with an encoder before it and a viewer behind it. */
import type { LiveStreamSpecInput } from '@kubecast/crds/livestream';
import { type Pod, pods } from '@kubecast/runtime/core-kinds';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { launchBrowser } from '../src/browser.ts';
import { ownedSelector } from '../src/cluster.ts';
import { LiveEdgeClient } from '../src/live-edge-client.ts';
import { type SrtTarget, testPicture } from '../src/srt-publisher.ts';
import { DroppingRelay } from './dropping-relay.ts';
import { EncoderLikeObs } from './encoder-like-obs.ts';
import { PlaylistWatch } from './playlist-watch.ts';
import type { Random } from './random.ts';
import { SplicingEncoder } from './splicing-encoder.ts';
import type { Theatre } from './theatre.ts';
import { Viewer } from './viewer.ts';
import { wait } from './wait.ts';

/** Two small rungs behind the gateway: what counts here is not how fast it encodes. */
const smallSpec: LiveStreamSpecInput = {
  ingest: { srt: { service: { type: 'ClusterIP' } } },
  renditions: [
    { name: '360p', height: 360, videoBitrateKbps: 700 },
    { name: '240p', height: 240, videoBitrateKbps: 300 },
  ],
};

/** The rung that is watched closely, and the one that is looked at now and then. */
export const closely = { rendition: '360p', everyMs: 100 } as const;
export const nowAndThen = { rendition: '240p', everyMs: 700 } as const;

/** Enough that the player has its distance from the live edge. */
const segmentsBeforeViewer = 5;
const settleMs = 4_000;

export interface StageOptions {
  readonly stream: string;
  readonly spec: LiveStreamSpecInput;
  /** With it, the encoder is a SplicingEncoder. */
  readonly spliced: { readonly shiftTicks: number } | undefined;
  readonly random: Random;
}

interface Parts {
  readonly relay: DroppingRelay;
  readonly encoder: EncoderLikeObs | SplicingEncoder;
  readonly viewer: Viewer;
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
  #spec: LiveStreamSpecInput = smallSpec;
  #parts: Parts | undefined;
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
      await stage.#set(options);
      return stage;
    } catch (error) {
      await stage.close();
      throw error;
    }
  }

  get encoder(): EncoderLikeObs {
    const { encoder } = this.#present;
    if (encoder instanceof EncoderLikeObs) return encoder;
    throw new Error('The scenario has asked for an encoder that splices');
  }

  get splicing(): SplicingEncoder {
    const { encoder } = this.#present;
    if (encoder instanceof SplicingEncoder) return encoder;
    throw new Error('The scenario has not asked for an encoder that splices');
  }

  get relay(): DroppingRelay {
    return this.#present.relay;
  }

  get viewer(): Viewer {
    return this.#present.viewer;
  }

  /** The stream's pod that is not on its way out. */
  async pod(): Promise<Pod> {
    const { client, namespace } = this.theatre.cluster;
    const labelSelector = ownedSelector(this.stream);
    return waitFor(`${this.stream} has a pod`, async () => {
      const { items } = await client.list(pods, { namespace, labelSelector });
      return items.find(({ metadata }) => metadata.deletionTimestamp === undefined);
    });
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

  get #present(): Parts {
    if (!this.#parts) throw new Error('The stage is not set yet');
    return this.#parts;
  }

  /** Ends the session as a platform engineer does, and waits until the pod is gone: the bucket is what is left. */
  async suspend(): Promise<void> {
    const { cluster } = this.theatre;
    await this.#parts?.encoder.stop();
    await cluster.apply(this.stream, { ...this.#spec, suspend: true });
    const hasNoPod = async () => !(await cluster.ownedBy(this.stream)).some((owned) => owned.startsWith('Pod/'));
    await waitFor('the pod is gone', hasNoPod, { timeoutMs: 90_000, intervalMs: 200 });
  }

  async #set({ spec, spliced }: StageOptions): Promise<void> {
    const { cluster } = this.theatre;
    this.#spec = { ...smallSpec, ...spec };
    const target = await this.#applyStream();
    const relay = this.#owned.adopt(await DroppingRelay.start(target), (owned) => owned.stop());
    const relayed = { ...target, ...relay.address };
    const encoder = spliced
      ? new SplicingEncoder(relayed, spliced.shiftTicks)
      : new EncoderLikeObs(relayed, testPicture());
    this.#owned.defer(() => encoder.stop());
    encoder.start();
    await this.#watchPlaylists();
    const browser = this.#owned.adopt(await launchBrowser(), (launched) => launched.close());
    const viewer = await Viewer.open(browser, cluster.namespace, this.stream);
    this.#owned.defer(() => viewer.close());
    this.#parts = { relay, encoder, viewer };
    await this.wait(settleMs);
  }

  /** Gives where an encoder publishes to. */
  async #applyStream(): Promise<SrtTarget> {
    const { cluster } = this.theatre;
    this.#owned.defer(() => cluster.delete(this.stream).catch(() => undefined));
    await cluster.apply(this.stream, this.#spec);
    return cluster.waitForTarget(this.stream);
  }

  async #watchPlaylists(): Promise<void> {
    const hasBegun = async () => (await this.edge.playlist(closely.rendition)).segments.length >= segmentsBeforeViewer;
    await waitFor('the stream has begun', hasBegun, { timeoutMs: 60_000, intervalMs: 200 });
    this.playlists = [closely, nowAndThen].map(({ rendition, everyMs }) => {
      const watch = new PlaylistWatch(this.edge, rendition, everyMs);
      this.#owned.defer(() => watch.close());
      return watch;
    });
  }
}
