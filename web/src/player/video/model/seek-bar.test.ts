import { describe, expect, it } from 'vitest';
import { secondsAt, secondsForKey, shareOf } from './seek-bar.ts';

describe('shareOf', () => {
  it.each([
    [30, 120, 0.25],
    [-1, 120, 0],
    [121, 120, 1],
    [3, 0, 0],
    [3, Number.NaN, 0],
  ])('%d of %d is %d', (seconds, duration, share) => {
    expect(shareOf(seconds, duration)).toBe(share);
  });
});

describe('secondsAt', () => {
  const bar = { left: 100, width: 400 };
  it.each([
    [100, 0],
    [300, 60],
    [500, 120],
    [90, 0],
    [510, 120],
  ])('finds at pixel %d second %d', (x, seconds) => {
    expect(secondsAt(x, bar, 120)).toBe(seconds);
  });

  it('finds the beginning on a bar without a width', () => {
    expect(secondsAt(100, { left: 100, width: 0 }, 120)).toBe(0);
  });
});

describe('secondsForKey', () => {
  it.each([
    ['ArrowLeft', 55],
    ['ArrowDown', 55],
    ['ArrowRight', 65],
    ['ArrowUp', 65],
    ['PageDown', 30],
    ['PageUp', 90],
    ['Home', 0],
    ['End', 300],
    ['k', undefined],
    ['Tab', undefined],
  ])('%s leads to %s', (key, seconds) => {
    expect(secondsForKey(key, { positionSeconds: 60, durationSeconds: 300 })).toBe(seconds);
  });

  it.each([
    ['ArrowLeft', 2, 0],
    ['PageUp', 28, 30],
    ['PageDown', 20, 5],
  ])('%s at second %d of 30 leads to %d', (key, positionSeconds, seconds) => {
    expect(secondsForKey(key, { positionSeconds, durationSeconds: 30 })).toBe(seconds);
  });
});
