import { describe, expect, it } from 'vitest';
import { compareFrames, describeNumbers, type FrameComparison, type FrameNumbers } from './compare-frames.ts';

describe('compareFrames', () => {
  it.each<[string, FrameNumbers, FrameNumbers, FrameComparison]>([
    ['none when all frames are there', [0, 1, 2, 3], [0, 1, 2, 3], { lost: [], leftOut: 0, misplaced: 0 }],
    ['those that never reached the bucket', [0, 1, 3], [0, 1, 3], { lost: [2], leftOut: 0, misplaced: 0 }],
    ['those that only the bucket has', [0, 1, 2, 3], [0, 1, 2], { lost: [3], leftOut: 1, misplaced: 0 }],
    ['those that come twice or too late', [0, 1, 2, 3], [0, 2, 1, 1, 3], { lost: [], leftOut: 0, misplaced: 2 }],
    ['one that cannot be read', [0, 1, 2, 3], [0, undefined, 2, 3], { lost: [1], leftOut: 1, misplaced: 1 }],
  ])('finds %s', (_, stored, video, expected) => {
    expect(compareFrames(4, stored, video)).toEqual(expected);
  });
});

describe('describeNumbers', () => {
  it.each([
    ['', []],
    ['7', [7]],
    ['1, 3-5, 9', [1, 3, 4, 5, 9]],
  ])('says "%s" of %j', (expected, numbers) => {
    expect(describeNumbers(numbers)).toBe(expected);
  });
});
