/**
 * One rung's fragments, made into parts and segments. Pure but for its own state; the same input gives the same events.
 *
 * - A keyframe opens a segment. The encoder forces keyframe k at the first picture at or after segment k's start, so a
 *   segment is known to be over with the picture before, without waiting for the next fragment.
 * - Milliseconds are rounded once, from the epoch's start: they never drift, and what follows starts where the last ended.
 * - Audio that comes without pictures belongs to the open segment and takes no time.
 */
import { segmentStartSeconds } from '../encoder/segment-starts.ts';
import type { Fragment } from '../fragments/fragment-reader.ts';
import type { PackagedEvent, PartEvent, SegmentEvent } from './packaged-event.ts';

export interface RungOptions {
  readonly rendition: string;
  readonly epoch: number;
  readonly firstSequence: number;
  readonly anchorUnixMs: number;
  readonly segmentSeconds: number;
}

/** As the encoder's own expression allows (build-arguments.ts). */
const graceSeconds = 0.001;

interface OpenSegment {
  readonly sequence: number;
  readonly startUnixMs: number;
  readonly parts: PartEvent[];
}

export class RungPackager {
  readonly #options: RungOptions;
  #segments = 0;
  #open: OpenSegment | undefined;
  #endUnixMs: number;

  constructor(options: RungOptions) {
    this.#options = options;
    this.#endUnixMs = options.anchorUnixMs;
  }

  push(fragment: Fragment): readonly PackagedEvent[] {
    const startUnixMs = Math.max(this.#endUnixMs, this.#unixMs(fragment.startSeconds));
    const hasPictures = fragment.endSeconds > fragment.startSeconds;
    const events: PackagedEvent[] = fragment.sync ? this.#close(startUnixMs) : [];
    if (!this.#open && !hasPictures) return events;
    this.#open ??= this.#begin(startUnixMs);
    events.push(this.#addPart(this.#open, fragment, startUnixMs));
    const isOver =
      fragment.endSeconds + graceSeconds >= segmentStartSeconds(this.#segments, this.#options.segmentSeconds);
    return isOver ? [...events, ...this.#close(this.#endUnixMs)] : events;
  }

  /** Closes the last segment with the length that it has. */
  finish(): readonly PackagedEvent[] {
    return this.#close(this.#endUnixMs);
  }

  #unixMs(seconds: number): number {
    return this.#options.anchorUnixMs + Math.round(seconds * 1000);
  }

  #begin(startUnixMs: number): OpenSegment {
    const sequence = this.#options.firstSequence + this.#segments;
    this.#segments += 1;
    return { sequence, startUnixMs, parts: [] };
  }

  #addPart(segment: OpenSegment, fragment: Fragment, startUnixMs: number): PartEvent {
    this.#endUnixMs = Math.max(startUnixMs, this.#unixMs(fragment.endSeconds));
    const part: PartEvent = {
      kind: 'part',
      rendition: this.#options.rendition,
      epoch: this.#options.epoch,
      sequence: segment.sequence,
      part: segment.parts.length,
      startUnixMs,
      durationMs: this.#endUnixMs - startUnixMs,
      independent: fragment.sync,
      bytes: fragment.bytes,
    };
    segment.parts.push(part);
    return part;
  }

  #close(endUnixMs: number): SegmentEvent[] {
    const segment = this.#open;
    this.#open = undefined;
    this.#endUnixMs = endUnixMs;
    if (!segment) return [];
    const { rendition, epoch } = this.#options;
    const { sequence, startUnixMs, parts } = segment;
    const byteLength = parts.reduce((sum, { bytes }) => sum + bytes.length, 0);
    const durationMs = endUnixMs - startUnixMs;
    return [{ kind: 'segment', rendition, epoch, sequence, startUnixMs, durationMs, parts, byteLength }];
  }
}
