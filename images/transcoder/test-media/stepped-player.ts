/**
 * Plays a transport stream as far as a test lets it, by a clock that is the media's own: the source that reads it never sees
 * anything early or late, however long encoders and probes take on a busy machine.
 */
import { Readable } from 'node:stream';
import { packetBytes, presentationTime, ptsTicksPerSecond, startsUnit } from '../src/ingest/transport-packet.ts';
import { TransportSource } from '../src/ingest/transport-source.ts';
import { testAnchorUnixMs } from './run-test-epoch.ts';

interface Moment {
  /** Seconds since the first picture or sound. */
  readonly seconds: number;
  readonly packets: Buffer;
}

/** Each picture or unit of sound with what follows it; times never go back. Needs media without B-frames. */
function* momentsOf(media: Buffer): Generator<Moment> {
  let firstPts: number | undefined;
  let seconds = 0;
  let start = 0;
  for (let at = 0; at < media.length; at += packetBytes) {
    const pts = startsUnit(media, at) ? presentationTime(media, at) : undefined;
    if (pts === undefined) continue;
    if (at > start) yield { seconds, packets: media.subarray(start, at) };
    start = at;
    firstPts ??= pts;
    seconds = Math.max(seconds, (pts - firstPts) / ptsTicksPerSecond);
  }
  yield { seconds, packets: media.subarray(start) };
}

export class SteppedPlayer {
  /** What a caller that sends the media looks like. */
  readonly source: TransportSource;
  #markSeconds = 0;
  #atSeconds = 0;
  #moved = Promise.withResolvers<void>();

  /** `media`: whole transport packets. Nothing is sent before {@link playTo}. */
  constructor(media: Buffer) {
    this.source = new TransportSource(
      Readable.from(this.#play(media)),
      () => testAnchorUnixMs + this.#atSeconds * 1000,
    );
  }

  /** Sends what lies before this second of the media, as fast as it is taken; then time stands still. */
  playTo(seconds: number): void {
    this.#markSeconds = seconds;
    this.#moved.resolve();
  }

  /** Sends the rest and hangs up. */
  playOut(): void {
    this.playTo(Number.POSITIVE_INFINITY);
  }

  async *#play(media: Buffer): AsyncGenerator<Buffer> {
    for (const { seconds, packets } of momentsOf(media)) {
      while (seconds >= this.#markSeconds) await this.#nextMark();
      this.#atSeconds = seconds;
      yield packets;
    }
  }

  async #nextMark(): Promise<void> {
    await this.#moved.promise;
    this.#moved = Promise.withResolvers();
  }
}
