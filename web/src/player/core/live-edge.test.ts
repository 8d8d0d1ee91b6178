import { describe, expect, it } from 'vitest';
import { isTimeToTell, windowFrom } from './live-edge.ts';
import { liveWindow } from './testing/live-window.ts';

const details = { live: true, edge: 106, fragmentStart: 40, targetduration: 2 };

describe('windowFrom', () => {
  it.each([
    ['ends where one who joins would play while it is live', details, 100, { liveSeconds: 100, isEnded: false }],
    ['ends at the last segment before that is known', details, null, { liveSeconds: 106, isEnded: false }],
    [
      'ends at the last segment once it has ended',
      { ...details, live: false },
      null,
      { liveSeconds: 106, isEnded: true },
    ],
    ['is never negative', { ...details, edge: 42 }, 36, { liveSeconds: 40, isEnded: false }],
  ])('%s', (_what, edge, liveSync, expected) => {
    const always = { startSeconds: 40, positionSeconds: 50, targetDurationSeconds: 2 };
    expect(windowFrom(edge, liveSync, 50)).toEqual({ ...always, ...expected });
  });
});

describe('isTimeToTell', () => {
  const ended = { ...liveWindow, isEnded: true };
  it.each([
    ['there is no window yet', undefined, 100, true],
    ['the picture went on by less than a second', liveWindow, 100.99, false],
    ['the picture went on by a second', liveWindow, 101, true],
    ['the picture went back by a second', liveWindow, 99, true],
    ['the end of the stream may be near', ended, 100.25, true],
  ])('says whether to tell when %s', (_when, window, positionSeconds, isToTell) => {
    expect(isTimeToTell(window, positionSeconds)).toBe(isToTell);
  });
});
