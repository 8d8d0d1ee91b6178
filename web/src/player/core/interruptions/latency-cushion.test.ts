import { describe, expect, it } from 'vitest';
import { stallIncreaseSeconds } from './latency-cushion.ts';

describe('stallIncreaseSeconds', () => {
  it.each([
    ['nothing has happened', { counted: 0, honest: 0 }, false, 1],
    ['every stall was honest', { counted: 2, honest: 2 }, false, 1],
    ['an outage caused the only one', { counted: 1, honest: 0 }, false, 0],
    ['an outage caused three of four', { counted: 4, honest: 1 }, false, 0.25],
    ['there are parts', { counted: 2, honest: 2 }, true, 0],
  ])('when %s', (_what, stalls, hasParts, seconds) => {
    expect(stallIncreaseSeconds(stalls, hasParts)).toBe(seconds);
  });
});
