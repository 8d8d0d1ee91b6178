import { describe, expect, it } from 'vitest';
import { boundsOf, type ClipRange, maxClipMs, moveEnd, type RangeEnd, rangeBefore, rangeFaults } from './clip-range.ts';

/** Ten minutes. */
const bounds = { startMs: 0, endMs: 600_000 };

describe('boundsOf', () => {
  it.each([
    ['no session', null, null, undefined],
    ['a running session', '1970-01-01T00:00:10.700Z', null, { startMs: 10_000, endMs: 100_000 }],
    ['one that ended', '1970-01-01T00:00:10.700Z', '1970-01-01T00:00:50.100Z', { startMs: 10_000, endMs: 51_000 }],
    ['one that has just begun', '1970-01-01T00:01:40.100Z', null, undefined],
    ['one of another clock', '1970-01-01T01:00:00Z', null, undefined],
  ])('bounds %s', (_what, sessionStartedAt, sessionEndedAt, found) => {
    expect(boundsOf({ sessionStartedAt, sessionEndedAt }, 100_900)).toEqual(found);
  });
});

describe('rangeBefore', () => {
  it.each([
    ['the end', 600_000, 30, { fromMs: 570_000, toMs: 600_000 }],
    ['a moment within', 300_400, 60, { fromMs: 240_000, toMs: 300_000 }],
    ['a moment with less before it', 20_000, 60, { fromMs: 0, toMs: 20_000 }],
    ['a moment after the end', 900_000, 60, { fromMs: 540_000, toMs: 600_000 }],
    ['a moment before the beginning', -5_000, 60, { fromMs: 0, toMs: 1_000 }],
  ])('ends at %s', (_what, untilMs, seconds, range) => {
    expect(rangeBefore(untilMs, seconds, bounds)).toEqual(range);
  });
});

describe('moveEnd', () => {
  const range = { fromMs: 100_000, toMs: 200_000 };

  it.each<[string, RangeEnd, number, ClipRange]>([
    ['to where it was dragged', 'from', 150_900, { fromMs: 150_000, toMs: 200_000 }],
    ['to the session’s beginning', 'from', -1, { fromMs: 0, toMs: 200_000 }],
    ['to a second before the other', 'from', 250_000, { fromMs: 199_000, toMs: 200_000 }],
    ['to where it was dragged', 'to', 450_000, { fromMs: 100_000, toMs: 450_000 }],
    ['to the session’s end', 'to', 700_000, { fromMs: 100_000, toMs: 600_000 }],
    ['to a second after the other', 'to', 0, { fromMs: 100_000, toMs: 101_000 }],
  ])('goes %s (%s)', (_what, end, atMs, moved) => {
    expect(moveEnd(range, end, atMs, bounds)).toEqual(moved);
  });

  it('keeps a clip within six hours', () => {
    const long = { startMs: 0, endMs: 10 * maxClipMs };
    const late = { fromMs: maxClipMs * 2, toMs: maxClipMs * 3 };
    expect(moveEnd(late, 'from', 0, long)).toEqual(late);
    expect(moveEnd(late, 'to', maxClipMs * 9, long)).toEqual(late);
  });
});

describe('rangeFaults', () => {
  it.each([
    [0, 600_000, {}],
    [599_000, 600_000, {}],
    [-1000, 5_000, { from: 'The session had not begun then' }],
    [600_000, 601_000, { from: 'The session has nothing after this' }],
    [1_000, 601_000, { to: 'The session does not go so far' }],
    [5_000, 5_000, { to: 'The end must be later than the beginning' }],
    [5_000, 4_000, { to: 'The end must be later than the beginning' }],
    [Number.NaN, 4_000, { from: 'The session had not begun then' }],
    [0, Number.NaN, { to: 'The session does not go so far' }],
  ])('says of %s to %s: %o', (fromMs, toMs, faults) => {
    expect(rangeFaults({ fromMs, toMs }, bounds)).toEqual(faults);
  });

  it('refuses more than six hours', () => {
    const range = { fromMs: 0, toMs: maxClipMs + 1000 };
    expect(rangeFaults(range, { startMs: 0, endMs: 2 * maxClipMs })).toEqual({ to: 'A clip has at most 6 hours' });
  });
});
