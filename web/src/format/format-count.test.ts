import { describe, expect, it } from 'vitest';
import { formatCount } from './format-count.ts';

describe('formatCount', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1K'],
    [1299, '1.2K'],
    [999_999, '999.9K'],
    [3_400_000, '3.4M'],
    [-1, '0'],
    [Number.NaN, '0'],
  ])('shows %s as %s', (count, shown) => {
    expect(formatCount(count)).toBe(shown);
  });
});
