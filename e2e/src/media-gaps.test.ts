import { describe, expect, it } from 'vitest';
import { mediaGaps, mediaSeconds } from './media-gaps.ts';

const segment = (startUnixMs: number, durationMs: number, epoch = 1) => ({
  ...{ epoch, sequence: 0, startUnixMs, durationMs },
});

describe('mediaGaps', () => {
  it.each([
    ['none between segments that follow each other', [segment(0, 2_000), segment(2_001, 2_000)], []],
    ['none for an epoch that follows at once', [segment(0, 2_000), segment(2_150, 2_000, 2)], []],
    [
      'each where media is away',
      [segment(0, 2_000), segment(7_000, 1_000, 2), segment(8_000, 2_000, 2), segment(10_500, 2_000, 3)],
      [
        { atMs: 2_000, seconds: 5 },
        { atMs: 10_000, seconds: 0.5 },
      ],
    ],
    ['none in nothing', [], []],
  ])('tells %s', (_, segments, gaps) => {
    expect(mediaGaps(segments)).toEqual(gaps);
  });
});

describe('mediaSeconds', () => {
  it('counts media alone', () => {
    expect(mediaSeconds([segment(0, 2_000), segment(7_000, 1_500)])).toBe(3.5);
  });
});
