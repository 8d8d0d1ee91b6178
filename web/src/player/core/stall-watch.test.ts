import { describe, expect, it } from 'vitest';
import { bufferedAhead, decideOnStall } from './stall-watch.ts';

describe('decideOnStall', () => {
  it.each([
    ['a moment without movement', { stillMs: 250, aheadSeconds: 4, dueSeconds: 0, hasNudged: false }, 'none'],
    ['data ahead', { stillMs: 500, aheadSeconds: 0.2, dueSeconds: 0, hasNudged: false }, 'nudge'],
    ['data ahead after a nudge', { stillMs: 750, aheadSeconds: 4, dueSeconds: 0, hasNudged: true }, 'none'],
    [
      'data ahead long after a nudge',
      { stillMs: 1_500, aheadSeconds: 4, dueSeconds: 0, hasNudged: true },
      'reconnecting',
    ],
    ['data ahead for very long', { stillMs: 8_000, aheadSeconds: 4, dueSeconds: 0, hasNudged: true }, 'rebuild'],
    ['nothing ahead', { stillMs: 1_250, aheadSeconds: 0.1, dueSeconds: 0, hasNudged: false }, 'none'],
    ['nothing ahead for longer', { stillMs: 1_500, aheadSeconds: 0, dueSeconds: 0, hasNudged: false }, 'reconnecting'],
    [
      'nothing ahead for very long',
      { stillMs: 60_000, aheadSeconds: 0, dueSeconds: 0, hasNudged: false },
      'reconnecting',
    ],
    [
      'media that is listed and may be slow',
      { stillMs: 14_999, aheadSeconds: 0, dueSeconds: 9, hasNudged: false },
      'reconnecting',
    ],
    [
      'media that is listed and never comes',
      { stillMs: 15_000, aheadSeconds: 0, dueSeconds: 9, hasNudged: false },
      'rebuild',
    ],
  ] as const)('answers %s', (_what, observation, action) => {
    expect(decideOnStall(observation)).toBe(action);
  });
});

describe('bufferedAhead', () => {
  const ranges = [
    [0, 4],
    [6, 10],
  ] as const;
  const buffered: TimeRanges = {
    length: ranges.length,
    start: (index) => ranges[index]?.[0] ?? 0,
    end: (index) => ranges[index]?.[1] ?? 0,
  };

  it.each([
    [1, 3],
    [4, 0],
    [5, 0],
    [6, 4],
    [11, 0],
  ])('counts at %i s what comes without a gap: %i s', (currentTime, ahead) => {
    expect(bufferedAhead({ buffered, currentTime })).toBe(ahead);
  });
});
