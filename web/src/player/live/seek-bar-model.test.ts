import { describe, expect, it } from 'vitest';
import { liveWindow } from '../core/testing/live-window.ts';
import { percentOf, placeLabel, secondsAfterKey, shownSeconds, windowLength } from './seek-bar-model.ts';

const later = { ...liveWindow, startSeconds: 1_000, liveSeconds: 1_100 };

describe('windowLength', () => {
  it('is what can be gone back', () => {
    expect(windowLength(later)).toBe(100);
  });
});

describe('shownSeconds', () => {
  it.each([
    ['the end for one who is a little behind it', 1_098, 100],
    ['the distance from the oldest moment', 1_020, 20],
    ['the beginning for what has left the window', 990, 0],
  ])('is %s', (_what, positionSeconds, shown) => {
    expect(shownSeconds({ ...later, positionSeconds })).toBe(shown);
  });
});

describe('percentOf', () => {
  it.each([
    [25, 25],
    [-1, 0],
    [101, 100],
  ])('takes %d s for %d %%', (seconds, percent) => {
    expect(percentOf(seconds, later)).toBe(percent);
  });

  it('is the end of a window without a length', () => {
    expect(percentOf(0, { ...later, liveSeconds: 1_000 })).toBe(100);
  });
});

describe('placeLabel', () => {
  it.each([
    ['−1:20', 20, later],
    ['Live', 99, later],
    ['0:20', 20, { ...later, isEnded: true }],
  ])('says %s', (label, seconds, window) => {
    expect(placeLabel(seconds, window)).toBe(label);
  });
});

describe('secondsAfterKey', () => {
  it.each([
    ['ArrowLeft', 45],
    ['ArrowRight', 55],
    ['PageUp', 100],
    ['PageDown', 0],
    ['Home', 0],
    ['End', 100],
    ['k', undefined],
    ['toString', undefined],
  ])('goes by %s to %s', (key, seconds) => {
    expect(secondsAfterKey(key, 50, 100)).toBe(seconds);
  });
});
