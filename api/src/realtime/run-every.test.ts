import { describe, expect, it } from 'vitest';
import { nextTurn } from './run-every.ts';

describe('nextTurn', () => {
  it.each([
    ['one period on', 'a turn took no time', 1_000, 2_000],
    ['one period on', 'a turn took most of the period', 1_900, 2_000],
    ['at once', 'a turn took the whole period', 2_000, 2_000],
    ['at the next one that is yet to come', 'turns were missed', 4_100, 5_000],
  ])('is %s when %s', (_when, _why, nowMs, next) => {
    expect(nextTurn(1_000, 1_000, nowMs)).toBe(next);
  });
});
