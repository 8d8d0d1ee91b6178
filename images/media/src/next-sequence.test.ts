import { describe, expect, it } from 'vitest';
import { nextSequenceAfter } from './next-sequence.ts';

describe('nextSequenceAfter', () => {
  it.each([
    [7, 0, 9],
    [7, -500, 9],
    [7, 1, 10],
    [7, 2000, 10],
    [7, 2001, 11],
    [7, 60_000, 39],
  ])('after %i and %i ms is %i with segments of 2 s', (sequence, sinceMs, next) => {
    expect(nextSequenceAfter(sequence, sinceMs, 2000)).toBe(next);
  });
});
