import { describe, expect, it } from 'vitest';
import { compareResourceVersions, isNewerResourceVersion, laterResourceVersion } from './resource-version.ts';

describe('compareResourceVersions', () => {
  it.each([
    ['7', '7', 0],
    ['7', '8', -1],
    ['10', '9', 1],
    ['18446744073709551615', '18446744073709551614', 1],
    ['a', 'a', 0],
    ['a', '9', undefined],
    ['', '9', undefined],
  ])('of %s and %s is %o', (a, b, expected) => {
    expect(compareResourceVersions(a, b)).toBe(expected);
  });
});

describe('isNewerResourceVersion', () => {
  it.each([
    ['8', '7', true],
    ['7', '7', false],
    ['6', '7', false],
    ['a', 'b', true],
  ])('%s after %s: %o', (candidate, current, expected) => {
    expect(isNewerResourceVersion(candidate, current)).toBe(expected);
  });
});

describe('laterResourceVersion', () => {
  it('never goes back', () => {
    expect(laterResourceVersion('10', '9')).toBe('10');
    expect(laterResourceVersion('9', '10')).toBe('10');
  });
});
