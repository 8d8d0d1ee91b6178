import { describe, expect, it } from 'vitest';
import { chapterIndexAt, chapterMarks, chapterName } from './chapters.ts';

const chapters = [0, 70, 141.5].map((startSeconds) => ({ startSeconds, recordedAt: '2026-11-23T07:00:00Z' }));

describe('chapterIndexAt', () => {
  it.each([
    [0, 0],
    [69.9, 0],
    [70, 1],
    [141.4, 1],
    [9000, 2],
    [-1, 0],
  ])('gives for second %d chapter %d', (seconds, index) => {
    expect(chapterIndexAt(chapters, seconds)).toBe(index);
  });

  it('is -1 without chapters', () => {
    expect(chapterIndexAt([], 4)).toBe(-1);
  });
});

describe('chapterMarks', () => {
  it.each([
    [283, [70 / 283, 0.5]],
    [141.5, [70 / 141.5]],
    [0, []],
  ])('marks a bar of %d seconds', (duration, marks) => {
    expect(chapterMarks(chapters, duration)).toEqual(marks);
  });
});

describe('chapterName', () => {
  it('counts from one', () => {
    expect(chapterName(0)).toBe('Part 1');
  });
});
