import { describe, expect, it } from 'vitest';
import { spellDuration } from './spell-duration.ts';

describe('spellDuration', () => {
  it.each([
    [0, '0 seconds'],
    [0.6, '1 second'],
    [12, '12 seconds'],
    [60, '1 minute'],
    [65.2, '1 minute 5 seconds'],
    [3599.7, '1 hour'],
    [7409, '2 hours 3 minutes'],
    [-1, '0 seconds'],
    [Number.NaN, '0 seconds'],
  ])('says %s s as %s', (seconds, said) => {
    expect(spellDuration(seconds)).toBe(said);
  });
});
