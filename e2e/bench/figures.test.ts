import { describe, expect, it } from 'vitest';
import { median, worst } from './figures.ts';

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

describe('worst', () => {
  it.each([
    ['the highest value when lower is better', { values: [2, 5, 3] }, 5],
    ['the lowest value when higher is better', { values: [2, 5, 3], better: 'higher' }, 2],
    ['not a number when nothing was measured', { values: [], better: 'higher' }, Number.NaN],
  ] as const)('is %s', (_, figure, expected) => {
    expect(worst(figure)).toBe(expected);
  });
});
