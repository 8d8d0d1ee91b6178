import { describe, expect, it } from 'vitest';
import type { DvrWindow } from '../dvr-window.ts';
import { isLeftBehind } from './is-left-behind.ts';

const window = (behind: number, change: Partial<DvrWindow> = {}): DvrWindow => ({
  startSeconds: 0,
  liveSeconds: 100,
  positionSeconds: 100 - behind,
  targetDurationSeconds: 2,
  isEnded: false,
  ...change,
});

describe('isLeftBehind', () => {
  it.each([
    ['the live edge', window(0), false],
    ['a few segments', window(10), false],
    ['more', window(10.1), true],
    ['a few long segments', window(30, { targetDurationSeconds: 6 }), false],
    ['more of them', window(30.1, { targetDurationSeconds: 6 }), true],
    ['a stream that has ended', window(60, { isEnded: true }), false],
  ])('takes, on a line that is only slow, %s', (_what, of, expected) => {
    expect(isLeftBehind(of, false)).toBe(expected);
  });

  it.each([
    ['the live edge', window(3), false],
    ['a little more', window(3.1), true],
    ['a stream that has ended', window(60, { isEnded: true }), false],
  ])('takes, after an interruption, %s', (_what, of, expected) => {
    expect(isLeftBehind(of, true)).toBe(expected);
  });
});
