import type { EpochEntry } from '@kubecast/media/epoch-log';
import { describe, expect, it } from 'vitest';
import { listedEntry, listedSnapshot, listingStartMs, type SegmentRow } from '../testing/made-listing.ts';
import { expectedNumbers } from './expected-numbers.ts';

/** `[epoch, number, start, end]` with times in seconds from the session's start. */
const expectedOf = (
  renditions: Readonly<Record<string, readonly SegmentRow[]>>,
  entries: readonly EpochEntry[] = [],
) => {
  const listed = Object.entries(renditions).map(([name, segments]) => [name, { segments }] as const);
  const numbers = expectedNumbers(listedSnapshot(Object.fromEntries(listed), entries));
  const seconds = (ms: number): number => (ms - listingStartMs) / 1000;
  return numbers.map(({ epoch, sequence, startMs, endMs }) => [epoch, sequence, seconds(startMs), seconds(endMs)]);
};

describe('expectedNumbers', () => {
  it('has the times that names say', () => {
    const rows: SegmentRow[] = [
      [1, 0, 0, 2],
      [2, 1, 7, 1],
    ];
    expect(expectedOf({ '360p': rows })).toEqual([
      [1, 0, 0, 2],
      [2, 1, 7, 8],
    ]);
  });

  it('gives what is missing the time between its neighbours', () => {
    const rows: SegmentRow[] = [
      [1, 0, 0, 2],
      [1, 3, 6, 2],
    ];
    expect(expectedOf({ '360p': rows })).toEqual([
      [1, 0, 0, 2],
      [1, 1, 2, 6],
      [1, 2, 2, 6],
      [1, 3, 6, 8],
    ]);
  });

  it('puts a missing head before all that is there', () => {
    const entries = [listedEntry(1), listedEntry(2, { firstSequence: 2 })];
    expect(expectedOf({ '360p': [[2, 3, 20, 2]] }, entries)).toEqual([
      [1, 0, 14, 16],
      [1, 1, 16, 18],
      [2, 2, 18, 20],
      [2, 3, 20, 22],
    ]);
  });

  it('puts a missing tail behind all that is there', () => {
    const entries = [listedEntry(1), listedEntry(2, { end: true, firstSequence: 2 })];
    expect(expectedOf({ '360p': [[1, 0, 0, 2]] }, entries)).toEqual([
      [1, 0, 0, 2],
      [1, 1, 2, 2.001],
    ]);
  });

  it('expects nothing between a pod’s last number and what it took over from itself', () => {
    const entries = [listedEntry(1), listedEntry(2, { end: true, firstSequence: 9, takesOver: true })];
    expect(expectedOf({ '360p': [[1, 0, 0, 2]] }, entries)).toEqual([[1, 0, 0, 2]]);
  });

  it('knows what any rendition has', () => {
    expect(expectedOf({ '360p': [[1, 1, 2, 2]], '720p': [[1, 0, 0, 2]] })).toEqual([
      [1, 0, 0, 2],
      [1, 1, 2, 4],
    ]);
  });

  it('has the times of the longest of several names', () => {
    const rows: SegmentRow[] = [
      [1, 0, 0, 2],
      [1, 0, 0.001, 0.4],
    ];
    expect(expectedOf({ '360p': rows, '720p': [[1, 0, 0, 1]] })).toEqual([[1, 0, 0, 2]]);
  });

  it('has none where the bucket has no segment', () => {
    expect(expectedOf({ '360p': [] }, [listedEntry(1), listedEntry(2, { end: true, firstSequence: 9 })])).toEqual([]);
  });
});
