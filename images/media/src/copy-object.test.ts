import { describe, expect, it } from 'vitest';
import { copyRanges } from './copy-object.ts';

const mebibyte = 1024 ** 2;

describe('copyRanges', () => {
  it('covers every byte once', () => {
    const sizeBytes = 100 * mebibyte + 7;
    const ranges = copyRanges(sizeBytes);
    expect(ranges.map(({ first }) => first)).toEqual([0, 32, 64, 96].map((count) => count * mebibyte));
    expect(ranges.map(({ last }) => last + 1)).toEqual([...ranges.slice(1).map(({ first }) => first), sizeBytes]);
  });

  it.each([
    [1, 1],
    [32 * mebibyte, 1],
    [32 * mebibyte + 1, 2],
    [6 * 1024 ** 3, 192],
    [10_000 * 32 * mebibyte, 10_000],
    [10_000 * 32 * mebibyte + 1, 5_001],
    [5 * 1024 ** 4, 9_638],
  ])('copies %i bytes in %i parts', (sizeBytes, count) => {
    const ranges = copyRanges(sizeBytes);
    expect(ranges).toHaveLength(count);
    expect(Math.max(...ranges.map(({ first, last }) => last + 1 - first))).toBeLessThanOrEqual(5 * 1024 ** 3);
  });
});
