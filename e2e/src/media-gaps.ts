/** Where a row of segments has no media, as their names tell. Pure. */
import type { SegmentName } from '@kubecast/media/keys';

export interface MediaGap {
  /** Unix milliseconds. */
  readonly atMs: number;
  readonly seconds: number;
}

/** Names say milliseconds, and an encoder that returns is not judged by a frame. */
const leastGapMs = 200;

const endOf = ({ startUnixMs, durationMs }: SegmentName): number => startUnixMs + durationMs;

/** The gaps between segments in order. */
export const mediaGaps = (segments: readonly SegmentName[]): readonly MediaGap[] =>
  segments.slice(1).flatMap((segment, index) => {
    const before = segments[index];
    const atMs = before ? endOf(before) : segment.startUnixMs;
    const lengthMs = segment.startUnixMs - atMs;
    return lengthMs > leastGapMs ? [{ atMs, seconds: lengthMs / 1_000 }] : [];
  });

/** Seconds of media in segments. */
export const mediaSeconds = (segments: readonly SegmentName[]): number =>
  segments.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1_000;
