/**
 * The segments of one rendition that a playlist names, over the DVR window: metadata alone. The origin keeps one of what is
 * announced, the publisher one of what is in the bucket; both write their playlist from it.
 */
import { initName, type SegmentName, segmentName } from '@kubecast/media/keys';
import { buildMediaPlaylist, contiguousTail, targetDurationSeconds } from '@kubecast/media/media-playlist';

export interface TimelineOptions {
  readonly sessionId: string;
  readonly rendition: string;
  readonly segmentSeconds: number;
  readonly dvrWindowSeconds: number;
}

/** A live playlist never holds less than three target durations (RFC 8216, 6.2.2); twice that is kind to late joiners. */
const leastSegments = 6;

const endMs = ({ startUnixMs, durationMs }: SegmentName): number => startUnixMs + durationMs;

/** See the file header. */
export class RungTimeline {
  readonly #options: TimelineOptions;
  readonly #windowMs: number;
  #segments: SegmentName[] = [];
  #ended = false;
  #text: string | undefined;

  constructor(options: TimelineOptions) {
    this.#options = options;
    this.#windowMs = Math.max(options.dvrWindowSeconds, leastSegments * options.segmentSeconds) * 1000;
  }

  /** Appends a segment and drops what has left the window. A number that is there already, or an earlier one, is ignored. */
  add(segment: SegmentName): void {
    const last = this.#segments.at(-1);
    if (last && segment.sequence <= last.sequence) return;
    this.#segments.push(segment);
    const oldest = endMs(segment) - this.#windowMs;
    const firstKept = this.#segments.findIndex((kept) => endMs(kept) > oldest);
    this.#segments.splice(0, firstKept);
    this.#text = undefined;
  }

  /** Nothing will be added: the playlist gets its `EXT-X-ENDLIST`. */
  end(): void {
    this.#ended = true;
    this.#text = undefined;
  }

  /** Moves all numbers; for provisional ones only. */
  renumber(epochs: number, sequences: number): void {
    this.#segments = this.#segments.map((segment) => ({
      ...segment,
      epoch: segment.epoch + epochs,
      sequence: segment.sequence + sequences,
    }));
    this.#text = undefined;
  }

  get segments(): readonly SegmentName[] {
    return this.#segments;
  }

  /** The playlist; undefined while there is no segment to name. */
  text(): string | undefined {
    this.#text ??= this.#build();
    return this.#text;
  }

  #build(): string | undefined {
    const { sessionId, rendition, segmentSeconds } = this.#options;
    const base = `../${sessionId}/${rendition}/`;
    const last = this.#segments.at(-1);
    if (!last) return undefined;
    const named = this.#segments.map((segment) => ({ ...segment, uri: base + segmentName(segment), parts: [] }));
    return buildMediaPlaylist({
      targetDurationSeconds: targetDurationSeconds(segmentSeconds),
      segments: contiguousTail(named),
      next: { epoch: last.epoch, sequence: last.sequence + 1 },
      initUri: (epoch) => base + initName(epoch),
      ended: this.#ended,
    });
  }
}
