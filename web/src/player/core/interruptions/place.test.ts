import { describe, expect, it } from 'vitest';
import { livePlace, momentAt, positionOf } from './place.ts';

// Ten seconds without an encoder lie between the second and the third.
const segments = [
  { start: 100, duration: 2, programDateTime: 50_000 },
  { start: 102, duration: 1, programDateTime: 52_000 },
  { start: 103, duration: 2, programDateTime: 63_000 },
];
const undated = segments.map((segment) => ({ ...segment, programDateTime: null }));

describe('momentAt', () => {
  it.each([
    [100, 50_000],
    [101.5, 51_500],
    [102.25, 52_250],
    [104, 64_000],
    [99, 49_000],
  ])('is, at %s s, %i ms', (position, moment) => {
    expect(momentAt(segments, position)).toBe(moment);
  });

  it('is unknown without dates', () => {
    expect([momentAt(undated, 101), momentAt([], 101)]).toEqual([undefined, undefined]);
  });
});

describe('positionOf', () => {
  it.each([
    ['a moment inside', 51_500, 101.5],
    ['a moment that has left the window', 1_000, 100],
    ['a moment without an encoder', 58_000, 103],
    ['the last moments', 64_999, 104.999],
    ['what is not there yet', 65_000, undefined],
  ])('finds %s', (_what, dateTimeMs, position) => {
    expect(positionOf({ kind: 'moment', dateTimeMs }, segments, 103)).toBe(position);
  });

  it('leaves the live edge to the engine', () => {
    expect(positionOf(livePlace, segments, 103)).toBeUndefined();
    expect(positionOf({ kind: 'moment', dateTimeMs: 51_000 }, undated, 103)).toBeUndefined();
  });

  it.each([
    ['nothing twice', 64_000, 104],
    ['what a viewer missed no more than one who joins', 52_000, undefined],
    ['nothing that is not there yet', 65_000, undefined],
  ])('shows at the live edge %s', (_what, seenUntilMs, position) => {
    expect(positionOf({ kind: 'live', seenUntilMs }, segments, 103)).toBe(position);
  });

  it.each([100, 101.25, 102.5, 104])('gives %s s back on the timeline that it came from', (position) => {
    const dateTimeMs = momentAt(segments, position) ?? Number.NaN;
    expect(positionOf({ kind: 'moment', dateTimeMs }, segments, 103)).toBeCloseTo(position, 6);
  });
});
