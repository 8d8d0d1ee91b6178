import { describe, expect, it } from 'vitest';
import { median, percentile, worst } from './figures.ts';

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

describe('percentile', () => {
  it.each([
    ['the only value', [7], 0.99, 7],
    ['the largest for all of them', [3, 1, 2], 1, 3],
    ['the smallest for none of them', [3, 1, 2], 0, 1],
    ['the nearest rank', [40, 10, 30, 20], 0.5, 20],
    ['not a number of none', [], 0.5, Number.NaN],
  ])('is %s', (_, values, share, expected) => {
    expect(percentile(values, share)).toBe(expected);
  });
});

describe('worst', () => {
  it.each([
    ['the highest value when lower is better', { values: [2, 5, 3] }, 5],
    ['the lowest value when higher is better', { values: [2, 5, 3], better: 'higher' }, 2],
    ['not a number when nothing was measured', { values: [], better: 'higher' }, Number.NaN],
  ] as const)('is %s', (_, figure, expected) => {
    expect(worst(figure)).toBe(expected);
  });
});
