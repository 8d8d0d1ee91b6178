import { describe, expect, it } from 'vitest';
import { isSingleRange, selectRange } from './byte-range.ts';

const part = (start: number, end: number) => ({ kind: 'part', range: { start, end } });

describe('selectRange', () => {
  it.each([
    [undefined, 10, { kind: 'whole' }],
    ['bytes=0-9', 10, part(0, 9)],
    ['bytes=0-0', 10, part(0, 0)],
    ['bytes=3-', 10, part(3, 9)],
    ['bytes=3-99', 10, part(3, 9)],
    ['bytes=-4', 10, part(6, 9)],
    ['bytes=-99', 10, part(0, 9)],
    ['bytes=10-', 10, { kind: 'unsatisfiable' }],
    ['bytes=-0', 10, { kind: 'unsatisfiable' }],
    ['bytes=0-', 0, { kind: 'unsatisfiable' }],
    ['bytes=-1', 0, { kind: 'unsatisfiable' }],
    ['bytes=5-3', 10, { kind: 'whole' }],
    ['bytes=-', 10, { kind: 'whole' }],
    ['bytes=0-1,4-5', 10, { kind: 'whole' }],
    ['items=0-1', 10, { kind: 'whole' }],
    ['bytes=a-b', 10, { kind: 'whole' }],
  ])('selects for %s of %i bytes', (header, size, outcome) => {
    expect(selectRange(header, size)).toEqual(outcome);
  });
});

describe('isSingleRange', () => {
  it.each([
    ['bytes=0-1', true],
    ['bytes=-1', true],
    ['bytes=-', false],
    ['bytes=0-1,3-4', false],
  ])('says of %s: %s', (header, expected) => {
    expect(isSingleRange(header)).toBe(expected);
  });
});
