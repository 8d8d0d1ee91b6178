import { describe, expect, it } from 'vitest';
import { behindSeconds, clampToWindow, type DvrWindow, describePosition, isAtLiveEdge } from './dvr-window.ts';

const live = (positionSeconds: number, change: Partial<DvrWindow> = {}): DvrWindow => ({
  startSeconds: 100,
  liveSeconds: 1900,
  positionSeconds,
  targetDurationSeconds: 2,
  isEnded: false,
  ...change,
});

describe('behindSeconds', () => {
  it.each([
    [1900, 0],
    [1899, 1],
    [100, 1800],
    [1905, 0],
  ])('is, at %i s, %i s', (position, behind) => {
    expect(behindSeconds(live(position))).toBe(behind);
  });
});

describe('isAtLiveEdge', () => {
  it.each([
    ['at the edge', live(1900), true],
    ['a segment behind', live(1897), true],
    ['more than that behind', live(1896.9), false],
    ['within one and a half long segments', live(1891, { targetDurationSeconds: 6 }), true],
    ['at the end of an ended stream', live(1900, { isEnded: true }), false],
  ])('says of %s: %s', (_what, window, expected) => {
    expect(isAtLiveEdge(window)).toBe(expected);
  });
});

describe('clampToWindow', () => {
  it.each([
    ['a moment inside', live(1900), 500, 500],
    ['beyond the live edge', live(1900), 9000, 1900],
    ['before the oldest, a segment after it since that one is going', live(1900), 0, 102],
    ['before the beginning of an ended stream', live(1900, { isEnded: true }), 0, 100],
    ['a window shorter than a segment', live(100, { liveSeconds: 101 }), 0, 101],
  ])('takes %s', (_what, window, asked, expected) => {
    expect(clampToWindow(window, asked)).toBe(expected);
  });
});

describe('describePosition', () => {
  it.each([
    [live(1900), 'Live'],
    [live(1817), '1:23 behind live'],
    [live(142, { isEnded: true }), '0:42 of 30:00'],
  ])('says where it is', (window, text) => {
    expect(describePosition(window)).toBe(text);
  });
});
