import { describe, expect, it } from 'vitest';
import { nextSequence, type UnheardSession } from './next-sequence.ts';

const nowMs = Date.parse('2026-11-22T18:10:00.000Z');
const claimedAgo = (ms: number): string => new Date(nowMs - ms).toISOString();
const clocks = { segmentMs: 2000, nowMs, bucketNowMs: nowMs };
const entry = { epoch: 3, firstSequence: 5, claimedAt: claimedAgo(600_000) };

/** A segment that ended and was stored so long ago. */
const segment = (endedMs: number, storedMs: number) => ({
  epoch: 3,
  sequence: 7,
  endMs: nowMs - endedMs,
  modifiedMs: nowMs - storedMs,
});

describe('nextSequence', () => {
  it.each([
    ['just now', 0, 0, 9],
    ['by a clock that runs ahead', -500, -500, 9],
    ['a moment ago', 1, 1, 10],
    ['one segment ago', 2000, 2000, 10],
    ['a little more than a segment ago', 2001, 2001, 11],
    ['a minute ago', 60_000, 60_000, 39],
    ['just now, long after it ended', 60_000, 0, 39],
    ['long ago, by a clock that is behind', 0, 60_000, 39],
    ['days ago', 200_000_000, 200_000_000, 1809],
  ])('leaves room for what may have been announced since segment 7 when it was stored %s', (_, ended, stored, next) => {
    expect(nextSequence({ ...clocks, entry, last: segment(ended, stored) })).toBe(next);
  });

  it('compares storage with the clock of the bucket', () => {
    const last = { ...segment(0, 0), modifiedMs: nowMs + 90_000 };
    expect(nextSequence({ ...clocks, entry, last, bucketNowMs: nowMs + 90_000 })).toBe(9);
  });

  it.each<[string, UnheardSession['last'], string, number]>([
    ['counts from the claim when the session has no segment', undefined, claimedAgo(4000), 8],
    [
      'counts from the segment when the last epoch left nothing and its claim says less',
      segment(0, 0),
      claimedAgo(0),
      9,
    ],
    [
      'counts from the claim when the last epoch left nothing and its claim says more',
      segment(0, 0),
      claimedAgo(20_000),
      16,
    ],
    ['counts an hour from a claim when that is older', undefined, claimedAgo(200_000_000), 1806],
  ])('%s', (_, last, claimedAt, next) => {
    expect(nextSequence({ ...clocks, entry: { ...entry, epoch: 4, claimedAt }, last })).toBe(next);
  });
});
