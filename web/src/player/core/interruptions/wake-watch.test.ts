import { describe, expect, it } from 'vitest';
import { hasSlept } from './wake-watch.ts';

describe('hasSlept', () => {
  it.each([
    ['a usual look', 1_000, 1_000, false],
    ['a busy machine', 4_000, 0, false],
    ['a hidden tab that played on', 60_000, 60_000, false],
    ['a sleep', 600_000, 200, true],
    ['a frozen tab', 60_000, 0, true],
  ])('takes %s', (_what, elapsedMs, playedMs, expected) => {
    expect(hasSlept(elapsedMs, playedMs)).toBe(expected);
  });
});
