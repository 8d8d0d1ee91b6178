import { describe, expect, it } from 'vitest';
import { parseByteRange } from './byte-range.ts';

describe('parseByteRange', () => {
  it.each([
    [undefined, { kind: 'whole' }],
    ['items=0-1', { kind: 'whole' }],
    ['bytes=-', { kind: 'whole' }],
    ['bytes=0-1,4-5', { kind: 'whole' }],
    ['bytes=0-3', { kind: 'part', start: 0, end: 3 }],
    ['bytes=4-', { kind: 'part', start: 4, end: 9 }],
    ['bytes=4-99', { kind: 'part', start: 4, end: 9 }],
    ['bytes=-3', { kind: 'part', start: 7, end: 9 }],
    ['bytes=-99', { kind: 'part', start: 0, end: 9 }],
    ['bytes=10-', { kind: 'unsatisfiable' }],
    ['bytes=5-4', { kind: 'unsatisfiable' }],
    ['bytes=-0', { kind: 'unsatisfiable' }],
  ])('reads %s of ten bytes', (header, range) => {
    expect(parseByteRange(header, 10)).toEqual(range);
  });
});
