/** Where a row of segments has no media, as their names tell. Pure. */
import type { SegmentName } from '@kubecast/media/keys';

export interface MediaGap {
  /** Unix milliseconds. */
  readonly atMs: number;
  readonly seconds: number;
}

/** Less is none: names say milliseconds, and an encoder that returns is not judged by a frame. */
export const leastGapSeconds = 0.2;

const endOf = ({ startUnixMs, durationMs }: SegmentName): number => startUnixMs + durationMs;

/** The gaps between segments in order. */
export const mediaGaps = (segments: readonly SegmentName[]): readonly MediaGap[] =>
  segments.slice(1).flatMap((segment, index) => {
    const before = segments[index];
    const atMs = before ? endOf(before) : segment.startUnixMs;
    const seconds = (segment.startUnixMs - atMs) / 1_000;
    return seconds > leastGapSeconds ? [{ atMs, seconds }] : [];
  });

/** Seconds of media in segments. */
export const mediaSeconds = (segments: readonly SegmentName[]): number =>
  segments.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1_000;
