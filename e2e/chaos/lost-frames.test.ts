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
    ['a row whose 100th is its 99th again', row(200).with(100, 1_000 + 99 * every), 1],
    ['a row that froze for ten pictures', row(200).fill(1_000 + 79 * every, 80, 90), 10],
    ['a row with a picture too many', row(200).toSpliced(100, 0, 1_000 + 99 * every), 0],
    ['pictures that were late and caught up', row(200).map((ms, index) => (index === 100 ? ms + 90 : ms)), 0],
    ['a late picture at the end', row(200).with(-1, 1_000 + 199 * every + 70), 0],
  ])('counts the lost pictures of %s', (_, moments, lost) => {
    expect(countLostFrames(moments, 25)).toBe(lost);
  });
});
