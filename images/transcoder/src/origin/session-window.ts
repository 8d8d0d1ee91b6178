/**
 * What the origin announces of one session: a timeline a rendition and the master playlist. Media is elsewhere
 * (`window-files.ts`, the spool, the bucket).
 */
import type { TrackCodecs } from '@kubecast/media/codecs';
import type { SegmentName } from '@kubecast/media/keys';
import { buildMultivariantPlaylist, type Variant } from '@kubecast/media/multivariant-playlist';
import type { SessionFormat } from '../encoder/session-format.ts';
import { addSegment, averageBitsPerSecond, type Bandwidth, noBandwidth } from '../packager/bandwidth.ts';
import { RungTimeline } from './rung-timeline.ts';

export interface SessionWindowOptions {
  readonly sessionId: string;
  readonly format: SessionFormat;
  readonly segmentSeconds: number;
  readonly dvrWindowSeconds: number;
}

interface Rung {
  readonly timeline: RungTimeline;
  /** When its last segment was announced here, Unix milliseconds; 0 for none. */
  announcedAtMs: number;
  /** Wait for the next one. */
  waiters: (() => void)[];
  codecs: TrackCodecs | undefined;
  bandwidth: Bandwidth;
}

const wake = (rung: Rung): void => {
  for (const waiter of rung.waiters) waiter();
  rung.waiters = [];
};

/** A segment comes a little late now and then. */
const overdueAfterMs = 500;
/** Longer, and a viewer who joins meanwhile would wait as long; players give up later than this. */
const holdMs = 1_500;

/** See the file header. */
export class SessionWindow {
  readonly sessionId: string;
  readonly #options: SessionWindowOptions;
  readonly #rungs: ReadonlyMap<string, Rung>;
  #keptMaster: string | undefined;
  #ended = false;

  constructor(options: SessionWindowOptions) {
    this.#options = options;
    this.sessionId = options.sessionId;
    this.#rungs = new Map(options.format.renditions.map(({ name }) => [name, this.#newRung(name)]));
  }

  setCodecs(rendition: string, codecs: TrackCodecs): void {
    const rung = this.#rungs.get(rendition);
    if (rung) rung.codecs = codecs;
  }

  /** A master playlist from before, to answer with until every rendition has produced something again. */
  keepMaster(text: string): void {
    this.#keptMaster = text;
  }

  /** Announces a segment that was produced here: `byteLength` counts for the master's BANDWIDTH. */
  announce(rendition: string, segment: SegmentName, byteLength: number): void {
    const rung = this.#rungs.get(rendition);
    if (!rung) return;
    rung.timeline.add(segment);
    rung.announcedAtMs = Date.now();
    wake(rung);
    rung.bandwidth = addSegment(rung.bandwidth, { ...segment, byteLength }, this.#options.segmentSeconds);
  }

  /** Announces segments that were there before this process, oldest first. */
  restore(rendition: string, segments: Iterable<SegmentName>): void {
    for (const segment of segments) this.#rungs.get(rendition)?.timeline.add(segment);
  }

  /** What has been announced, by rendition. */
  get announced(): ReadonlyMap<string, readonly SegmentName[]> {
    return new Map([...this.#rungs].map(([rendition, { timeline }]) => [rendition, timeline.segments]));
  }

  end(): void {
    this.#ended = true;
    for (const rung of this.#rungs.values()) {
      rung.timeline.end();
      wake(rung);
    }
  }

  /**
   * Resolves with the rendition's next segment where one is overdue (the encoder is away, or just back), or after a while; at once
   * otherwise. A player that asks meanwhile has the first new segment at once, whenever it would have asked again.
   */
  async awaitOverdue(rendition: string): Promise<void> {
    const rung = this.#rungs.get(rendition);
    if (!rung || this.#ended) return;
    const dueAtMs = rung.announcedAtMs + this.#options.segmentSeconds * 1000 + overdueAfterMs;
    if (Date.now() < dueAtMs) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    rung.waiters.push(resolve);
    const timer = setTimeout(resolve, holdMs);
    await promise;
    clearTimeout(timer);
    rung.waiters = rung.waiters.filter((waiter) => waiter !== resolve);
  }

  renumber(epochs: number, sequences: number): void {
    for (const { timeline } of this.#rungs.values()) timeline.renumber(epochs, sequences);
  }

  /** A rendition's playlist; undefined while it has no segment. */
  mediaPlaylist(rendition: string): string | undefined {
    return this.#rungs.get(rendition)?.timeline.text();
  }

  /** The master playlist; undefined until every rendition has its first segment. */
  masterPlaylist(): string | undefined {
    const variants = this.#options.format.renditions.map(({ name }) => this.#variant(name));
    const complete = variants.filter((variant) => variant !== undefined);
    return complete.length === variants.length ? buildMultivariantPlaylist(complete) : this.#keptMaster;
  }

  #newRung(rendition: string): Rung {
    const { sessionId, segmentSeconds, dvrWindowSeconds } = this.#options;
    const timeline = new RungTimeline({ sessionId, rendition, segmentSeconds, dvrWindowSeconds });
    return { timeline, announcedAtMs: 0, waiters: [], codecs: undefined, bandwidth: noBandwidth };
  }

  #variant(name: string): Variant | undefined {
    const rung = this.#rungs.get(name);
    if (!rung?.codecs || rung.bandwidth.bytes === 0) return undefined;
    const { numerator, denominator } = this.#options.format.frameRate;
    return {
      uri: `${name}/playlist.m3u8`,
      codecs: rung.codecs,
      frameRate: numerator / denominator,
      peakBitsPerSecond: rung.bandwidth.peakBitsPerSecond,
      averageBitsPerSecond: averageBitsPerSecond(rung.bandwidth),
    };
  }
}
