/** Gathers what is known of one caller's source, look by look. */
import type { Source } from '@kubecast/media/state-feed';
import type { Measurement } from '../encoder/measurement.ts';
import type { MediaFlow } from '../ingest/media-flow.ts';
import type { SrtStatistics } from '../ingest/srt-statistics.ts';
import type { TransportSource } from '../ingest/transport-source.ts';
import { ContentWindow } from './content-window.ts';
import type { IngestFacts } from './ingest-facts.ts';
import { LineWindow } from './line-window.ts';
import { RateWindow } from './rate-window.ts';

/** As of the session, at the time of a look. */
export interface Encoding {
  /** The source as it was probed. */
  readonly source: Source;
  readonly encodeLagSeconds: number;
}

const keyframesKeptMs = 30_000;
/** An encoder that keeps up takes what comes, but for a keyframe now and then. */
const heldUpMsPerSecond = 200;

/** What a caller's transport stream tells by itself. */
export interface ObservedCaller extends Pick<TransportSource, 'timing' | 'keyframeIntervalSeconds' | 'bytes'> {
  readonly flow: Pick<MediaFlow, 'videoUnits' | 'heldMs' | 'audioStopped'>;
}

/** One for each caller. */
export class IngestObservation {
  readonly #caller: ObservedCaller;
  readonly #rates = new RateWindow();
  readonly #line = new LineWindow();
  readonly #content = new ContentWindow();
  #intervals: { readonly atMs: number; readonly seconds: number }[] = [];

  constructor(caller: ObservedCaller) {
    this.#caller = caller;
  }

  noteLine(statistics: SrtStatistics, atMs: number): void {
    this.#line.observe(statistics, atMs);
  }

  noteContent(measurement: Measurement, atMs: number): void {
    this.#content.observe(measurement, atMs);
  }

  /** Encoded pictures a second of late; undefined while unknown. */
  get encodedPerSecond(): number | undefined {
    return this.#content.encodedPerSecond;
  }

  /** To be called once a second. */
  look({ source, encodeLagSeconds }: Encoding, nowMs: number): IngestFacts {
    const { flow, timing, bytes } = this.#caller;
    this.#rates.observe({ frames: flow.videoUnits, bytes, heldMs: flow.heldMs }, nowMs);
    const bytesPerSecond = this.#rates.perSecond('bytes');
    return {
      source,
      ...this.#content.facts(nowMs),
      keyframeIntervalSeconds: this.#longestInterval(nowMs),
      reordered: timing.reordered,
      steady: timing.steady,
      framesPerSecond: this.#rates.perSecond('frames'),
      bitsPerSecond: bytesPerSecond === undefined ? undefined : bytesPerSecond * 8,
      usualBitsPerSecond: this.#rates.usualBitsPerSecond,
      audioStopped: flow.audioStopped,
      line: this.#line.facts(nowMs),
      encodeLagSeconds,
      encoderHeldUp: (this.#rates.perSecond('heldMs') ?? 0) > heldUpMsPerSecond,
    };
  }

  #longestInterval(nowMs: number): number | undefined {
    const seconds = this.#caller.keyframeIntervalSeconds;
    if (seconds !== undefined) this.#intervals.push({ atMs: nowMs, seconds });
    this.#intervals = this.#intervals.filter(({ atMs }) => nowMs - atMs <= keyframesKeptMs);
    return this.#intervals.length === 0 ? undefined : Math.max(...this.#intervals.map((kept) => kept.seconds));
  }
}
