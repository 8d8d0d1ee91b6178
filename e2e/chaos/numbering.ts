/** Numbers that no segment has, by the segments' own names. Pure. */
import { parseSegmentName, type SegmentName } from '@kubecast/media/keys';
import type { ListedMedia } from './observation.ts';

/** See `skippedNumbers`. */
export interface SkippedNumbers {
  readonly skipped: number;
  /** Of these, more than a pod leaves out that goes on behind one which nobody saw go. */
  readonly beyondRule: number;
}

/** A pod that was lost had one segment in the making, and one whose listing nobody has seen. */
const spareNumbers = 2;

const endMs = ({ startUnixMs, durationMs }: SegmentName): number => startUnixMs + durationMs;

/** What a segment's number and date say of what is between it and its predecessor; `segmentMs` is the length of a whole one. */
const between = (before: SegmentName, after: SegmentName, segmentMs: number): SkippedNumbers => {
  const skipped = Math.max(0, after.sequence - before.sequence - 1);
  const fitting = Math.ceil(Math.max(0, after.startUnixMs - endMs(before)) / segmentMs);
  return { skipped, beyondRule: Math.max(0, skipped - fitting - spareNumbers) };
};

/** Of one rendition's segments. */
export const skippedNumbers = (listed: readonly ListedMedia[]): SkippedNumbers => {
  const names = listed
    .flatMap(({ uri }) => parseSegmentName(uri.split('/').at(-1) ?? '') ?? [])
    .toSorted((a, b) => a.sequence - b.sequence);
  const segmentMs = Math.max(...names.map(({ durationMs }) => durationMs));
  return names.slice(1).reduce<SkippedNumbers>(
    (sum, name, index) => {
      const { skipped, beyondRule } = between(names[index] ?? name, name, segmentMs);
      return { skipped: sum.skipped + skipped, beyondRule: sum.beyondRule + beyondRule };
    },
    { skipped: 0, beyondRule: 0 },
  );
};
