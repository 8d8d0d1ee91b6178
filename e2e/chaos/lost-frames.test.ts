import { describe, expect, it } from 'vitest';
import { countLostFrames } from './lost-frames.ts';

const every = 40;
const row = (length: number): number[] => Array.from({ length }, (_, index) => 1_000 + index * every);

describe('countLostFrames', () => {
  it.each([
    ['a whole row', row(200), 0],
    ['no picture', [], 0],
    ['a row without its 100th', row(200).toSpliced(100, 1), 1],
    ['a row without a second', row(200).toSpliced(80, 25), 25],
    ['pictures that were late and caught up', row(200).map((ms, index) => (index === 100 ? ms + 90 : ms)), 0],
    ['a late picture at the end', row(200).with(-1, 1_000 + 199 * every + 70), 0],
  ])('counts the lost pictures of %s', (_, moments, lost) => {
    expect(countLostFrames(moments, 25)).toBe(lost);
  });
});
