import { describe, expect, it } from 'vitest';
import { segmentStartExpression, segmentStartSeconds } from './segment-starts.ts';

describe('segmentStartSeconds', () => {
  it.each([
    [1, [0, 1, 2, 3]],
    [2, [0, 1, 3, 5]],
    [6, [0, 1, 7, 13]],
  ])('makes the first segment short and all others last %s s', (segmentSeconds, starts) => {
    expect(starts.map((_, index) => segmentStartSeconds(index, segmentSeconds))).toEqual(starts);
  });
});

describe('segmentStartExpression', () => {
  it('is the same for ffmpeg', () => {
    expect(segmentStartExpression(2)).toBe('max(0,1+(n_forced-1)*2)');
  });
});
