import { describe, expect, it } from 'vitest';
import { bufferedEnd } from './buffered-end.ts';

describe('bufferedEnd', () => {
  const ranges = [
    [0, 4],
    [6, 10],
  ] as const;
  const buffered: TimeRanges = {
    length: ranges.length,
    start: (index) => ranges[index]?.[0] ?? 0,
    end: (index) => ranges[index]?.[1] ?? 0,
  };

  it.each([
    [1, 4],
    [4, 4],
    [5, 5],
    [6, 10],
    [11, 11],
  ])('is, from %i s on without a gap, at %i s', (currentTime, end) => {
    expect(bufferedEnd({ buffered, currentTime })).toBe(end);
  });
});
