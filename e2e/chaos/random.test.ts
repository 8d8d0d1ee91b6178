import { describe, expect, it } from 'vitest';
import { seededRandom, seedFor } from './random.ts';

const five = (seed: number): readonly number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: 5 }, () => random.between(2, 4));
};

describe('seededRandom', () => {
  it('repeats itself when the seed is the same', () => {
    expect(five(7)).toEqual(five(7));
    expect(five(7)).not.toEqual(five(8));
  });

  it('stays between its bounds', () => {
    expect(five(7).every((value) => value >= 2 && value < 4)).toBe(true);
  });
});

describe('seedFor', () => {
  it('differs by name and by seed', () => {
    expect(new Set([seedFor(1, 'a'), seedFor(1, 'b'), seedFor(2, 'a')]).size).toBe(3);
    expect(seedFor(1, 'a')).toBe(seedFor(1, 'a'));
  });
});
