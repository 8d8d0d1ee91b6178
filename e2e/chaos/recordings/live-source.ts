/** A live stream of one small rung and the encoder before it: where a recording's media comes from. */
import type { LiveStreamSpecInput } from '@kubecast/crds/livestream';
import { EpochLog } from '@kubecast/media/epoch-log';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { LiveEdgeClient } from '../../src/live-edge-client.ts';
import { type SrtTarget, testPicture } from '../../src/srt-publisher.ts';
import type { TestRecordings } from '../../src/test-recordings.ts';
import { EncoderLikeObs } from '../encoder-like-obs.ts';
import { SplicingEncoder } from '../splicing-encoder.ts';
import type { Theatre } from '../theatre.ts';

export interface LiveSourceOptions {
  readonly graceSeconds?: number;
  /** The encoder's clock at its start, in ticks of 90 kHz. */
  readonly shiftTicks?: number;
  /** So many segments are listed before the fault. */
  readonly segments?: number;
}

export const recordedRendition = '360p';

const shortGraceSeconds = 4;
const fewSegments = 4;

const specFor = (graceSeconds: number): LiveStreamSpecInput => ({
  ingest: { srt: { service: { type: 'ClusterIP' } } },
  renditions: [{ name: recordedRendition, height: 360, videoBitrateKbps: 700 }],
  packaging: { segmentSeconds: 2 },
  reconnect: { graceSeconds },
});

/** See the file header. `close` ends the encoder and deletes the stream. */
export class LiveSource {
  readonly stream: string;
  readonly edge: LiveEdgeClient;
  readonly #theatre: Theatre;
  readonly #options: LiveSourceOptions;
  #target: SrtTarget | undefined;
  #encoder: EncoderLikeObs | SplicingEncoder | undefined;

  constructor(theatre: Theatre, stream: string, options: LiveSourceOptions) {
    this.#theatre = theatre;
    this.stream = stream;
    this.edge = new LiveEdgeClient(theatre.cluster.namespace, stream);
    this.#options = options;
  }

  /** Applies the stream, and waits until it takes an encoder. */
  async prepare(): Promise<void> {
    this.#target = await this.#theatre.cluster.start(this.stream, this.#spec);
  }

  /** Publishes until `leave`, and waits for the first segments. */
  async publish(): Promise<void> {
    if (!this.#target) throw new Error('The stream is not prepared yet');
    const { shiftTicks, segments = fewSegments } = this.#options;
    const isPlain = shiftTicks === undefined;
    const encoder = isPlain
      ? new EncoderLikeObs(this.#target, testPicture())
      : new SplicingEncoder(this.#target, shiftTicks);
    this.#encoder = encoder;
    encoder.start();
    await this.waitForSegments(segments);
  }

  /** When the clock of the encoder begins again at 0, Unix milliseconds. Throws for an encoder whose clock was not moved. */
  get wrapMs(): number {
    if (this.#encoder instanceof SplicingEncoder) return this.#encoder.wrapMs;
    throw new Error('The encoder has a clock of its own: nobody knows when it wraps');
  }

  /** Waits until a playlist has so many segments. */
  async waitForSegments(count: number): Promise<void> {
    const { signal } = this.#theatre;
    const has = async () => (await this.edge.playlist(recordedRendition)).segments.length >= count;
    const look = () => signal.aborted || has();
    await waitFor(`${this.stream} has ${count} segments`, look, { timeoutMs: 90_000, intervalMs: 100 });
    signal.throwIfAborted();
  }

  /** The encoder leaves as a streamer does. */
  async leave(): Promise<void> {
    await this.#encoder?.stop();
    this.#encoder = undefined;
  }

  /** The newest session that the epoch log has of the stream: nobody else need be there to know it. */
  async session({ stores }: TestRecordings): Promise<string> {
    const name = { namespace: this.#theatre.cluster.namespace, stream: this.stream };
    const last = await new EpochLog(stores.liveSegments, name).readLast();
    if (!last) throw new Error(`The epoch log of ${this.stream} has no session yet`);
    return last.session;
  }

  /** Ends the session as a platform engineer does. */
  async suspend(): Promise<void> {
    await this.#theatre.cluster.apply(this.stream, { ...this.#spec, suspend: true });
  }

  get #spec(): LiveStreamSpecInput {
    return specFor(this.#options.graceSeconds ?? shortGraceSeconds);
  }

  async close(): Promise<void> {
    await this.leave();
    // It may be gone, or the API server away.
    await this.#theatre.cluster.delete(this.stream).catch(() => undefined);
  }
}
