/**
 * What an epoch produces, in the order in which it may be published. Per rendition: one `init`, then for each segment its
 * parts followed by the segment itself (the same bytes again, as references), until the epoch is over. Times are equal on
 * all renditions: sequence n starts and ends at the same millisecond everywhere, and n + 1 starts where n ended.
 */
import type { TrackCodecs } from '@kubecast/media/codecs';

interface OfRendition {
  /** The rendition's name, such as `720p`. */
  readonly rendition: string;
  readonly epoch: number;
}

/** The initialisation section (ftyp + moov). */
export interface InitEvent extends OfRendition {
  readonly kind: 'init';
  readonly bytes: Buffer;
  readonly codecs: TrackCodecs;
}

/** One fragment (moof + mdat). `part` counts from 0 within its segment. */
export interface PartEvent extends OfRendition {
  readonly kind: 'part';
  readonly sequence: number;
  readonly part: number;
  readonly startUnixMs: number;
  readonly durationMs: number;
  /** True when its first picture is a keyframe. */
  readonly independent: boolean;
  readonly bytes: Buffer;
}

/** A closed segment. It starts with a keyframe; an epoch's first and last one are shorter than the others. */
export interface SegmentEvent extends OfRendition {
  readonly kind: 'segment';
  readonly sequence: number;
  readonly startUnixMs: number;
  readonly durationMs: number;
  readonly parts: readonly PartEvent[];
  readonly byteLength: number;
}

export type PackagedEvent = InitEvent | PartEvent | SegmentEvent;
