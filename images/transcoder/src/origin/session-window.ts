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
  codecs: TrackCodecs | undefined;
  bandwidth: Bandwidth;
}

/** See the file header. */
export class SessionWindow {
  readonly sessionId: string;
  readonly #options: SessionWindowOptions;
  readonly #rungs: ReadonlyMap<string, Rung>;
  #keptMaster: string | undefined;

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
    for (const { timeline } of this.#rungs.values()) timeline.end();
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
    return { timeline, codecs: undefined, bandwidth: noBandwidth };
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
