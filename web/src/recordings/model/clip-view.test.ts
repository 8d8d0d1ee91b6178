import { describe, expect, it } from 'vitest';
import { keepInView, viewAround, viewSpans } from './clip-view.ts';

/** Two hours. */
const bounds = { startMs: 0, endMs: 7_200_000 };

describe('viewAround', () => {
  it.each([
    ['in the middle', 3_000_000, 3_060_000, 600_000, { startMs: 2_730_000, endMs: 3_330_000 }],
    ['at the beginning', 0, 60_000, 600_000, { startMs: 0, endMs: 600_000 }],
    ['at the end', 7_140_000, 7_200_000, 600_000, { startMs: 6_600_000, endMs: 7_200_000 }],
    ['longer than the view', 0, 4_000_000, 600_000, { startMs: 0, endMs: 5_000_000 }],
    ['all of the session', 0, 7_200_000, 600_000, bounds],
    ['in a view of all', 3_000_000, 3_060_000, 9_000_000, bounds],
  ])('shows a range %s', (...[, fromMs, toMs, spanMs, view]) => {
    expect(viewAround({ fromMs, toMs }, spanMs, bounds)).toEqual(view);
  });
});

describe('keepInView', () => {
  const view = { startMs: 600_000, endMs: 1_200_000 };

  it('stays when the range is in it', () => {
    expect(keepInView(view, { fromMs: 600_000, toMs: 1_200_000 }, bounds)).toBe(view);
  });

  it('goes where the range is', () => {
    const moved = { startMs: 2_730_000, endMs: 3_330_000 };
    expect(keepInView(view, { fromMs: 3_000_000, toMs: 3_060_000 }, bounds)).toEqual(moved);
  });
});

describe('viewSpans', () => {
  it.each([
    [300_000, [300_000]],
    [600_000, [600_000]],
    [1_800_000, [600_000, 1_800_000]],
    [7_200_000, [600_000, 3_600_000, 7_200_000]],
  ])('offers for a session of %s ms: %o', (endMs, spans) => {
    expect(viewSpans({ startMs: 0, endMs })).toEqual(spans);
  });
});
