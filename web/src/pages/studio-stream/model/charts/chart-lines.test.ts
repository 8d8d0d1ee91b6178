import { describe, expect, it } from 'vitest';
import { type ChartPoint, chartView, roundedUp } from './chart-lines.ts';

const series = (...values: readonly (number | null)[]): readonly ChartPoint[] =>
  values.map((value, second) => ({ atMs: second * 1000, value }));

describe('roundedUp', () => {
  it.each([
    [0.3, 0.5],
    [1, 1],
    [11, 20],
    [31.5, 50],
    [6300, 10_000],
  ])('takes %d to %d', (value, top) => {
    expect(roundedUp(value)).toBeCloseTo(top);
  });
});

describe('chartView', () => {
  it('has no line when nothing is known', () => {
    expect(chartView(series(null, null), 10)).toEqual({ lines: [], top: 10, current: null, range: undefined });
  });

  it('ends at the right edge with zero below and the top above', () => {
    expect(chartView(series(0, 5, 10), 10)).toEqual({
      lines: ['M298 62L299 47L300 32'],
      top: 20,
      current: 10,
      range: { least: 0, most: 10 },
    });
  });

  it('interrupts the line where a value is unknown', () => {
    expect(chartView(series(5, 5, null, 5), 10).lines).toEqual(['M297 32L298 32', 'M300 32L300 32']);
  });

  it('interrupts the line where seconds are missing', () => {
    const points = [
      { atMs: 0, value: 5 },
      { atMs: 10_000, value: 5 },
    ];
    expect(chartView(points, 10).lines).toHaveLength(2);
  });

  it('knows nothing now when the latest value is unknown', () => {
    expect(chartView(series(5, null), 10)).toMatchObject({ current: null, range: { least: 5, most: 5 } });
  });
});
