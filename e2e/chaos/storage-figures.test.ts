import { describe, expect, it } from 'vitest';
import type { StoredMedia } from './observation.ts';
import { catchUpSpeed, unstoredBeforeFault } from './storage-figures.ts';

const media = (listedMs: number, storedMs: number | undefined, rendition = '360p'): StoredMedia => ({
  ...{ key: `${rendition}/${listedMs}`, rendition, listedMs, durationSeconds: 2, storedMs },
});

describe('unstoredBeforeFault', () => {
  it('tells how long before a fault each missing object was listed', () => {
    const stored = [media(1_000, 1_200), ...[9_500, 4_000, 10_400, 12_000].map((ms) => media(ms, undefined))];
    expect(unstoredBeforeFault(stored, [10_000])).toEqual([0.5, 6, -0.4, Infinity]);
  });
});

describe('catchUpSpeed', () => {
  it('is undefined where nothing had to wait', () => {
    expect(catchUpSpeed([media(1_000, 1_200), media(3_000, 3_300)])).toBeUndefined();
    expect(catchUpSpeed([media(1_000, undefined), media(3_000, undefined)])).toBeUndefined();
  });

  it('is the media that waited in the time that it took, of the slowest rendition', () => {
    const waited = (rendition: string, everyMs: number) =>
      Array.from({ length: 11 }, (_, index) => media(index * 2_000, 60_000 + index * everyMs, rendition));
    expect(catchUpSpeed([media(0, 100), ...waited('360p', 200)])).toBeCloseTo(11);
    expect(catchUpSpeed([...waited('360p', 200), ...waited('240p', 1_000)])).toBeCloseTo(2.2);
  });
});
