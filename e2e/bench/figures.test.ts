import { describe, expect, it } from 'vitest';
import { median } from './figures.ts';

describe('median', () => {
  it.each([
    ['an odd number of values', [3, 1, 2], 2],
    ['an even number of values', [4, 1, 3, 2], 2.5],
    ['one value', [7], 7],
    ['none', [], Number.NaN],
  ])('is the middle of %s', (_, values, expected) => {
    expect(median(values)).toBe(expected);
  });
});
