import { describe, expect, it } from 'vitest';
import { chooseRendition } from './choose-rendition.ts';
import type { ListedRung } from './session-rungs.ts';

/** One segment of `sizeBytes`, and initialisation sections of `epochs`. */
const rungOf = (sizeBytes: number, epochs: readonly number[] = [1]): ListedRung => ({
  segments: [{ epoch: 1, sequence: 0, startUnixMs: 0, durationMs: 2000, key: 'segment', sizeBytes }],
  inits: new Map(epochs.map((epoch) => [epoch, 'init'])),
});

describe('chooseRendition', () => {
  it.each([
    { names: ['360p', '1080p', '720p'], wanted: undefined, chosen: '1080p' },
    { names: ['1080p', '1080p60', '720p'], wanted: undefined, chosen: '1080p60' },
    { names: ['360p', '720p'], wanted: '360p', chosen: '360p' },
    { names: ['360p', '720p'], wanted: '1080p', chosen: '720p' },
    { names: ['b', 'a', '360p'], wanted: undefined, chosen: '360p' },
    { names: ['b', 'a'], wanted: undefined, chosen: 'a' },
    { names: [], wanted: '720p', chosen: undefined },
  ])('is $chosen of $names where $wanted is wanted', ({ names, wanted, chosen }) => {
    const rungs = new Map(names.map((name) => [name, rungOf(1000)]));
    expect(chooseRendition(rungs, wanted)).toBe(chosen);
  });

  it('prefers a rendition that has something in the range', () => {
    const later = { ...rungOf(1000), segments: rungOf(1000).segments.map((one) => ({ ...one, startUnixMs: 60_000 })) };
    const rungs = new Map([
      ['1080p', later],
      ['720p', rungOf(1000)],
    ]);
    const range = (from: number, to: number) => ({
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
    });
    expect(chooseRendition(rungs, '1080p', range(0, 2000))).toBe('720p');
    expect(chooseRendition(rungs, undefined, range(61_000, 62_000))).toBe('1080p');
    expect(chooseRendition(rungs, '720p', range(2000, 60_000))).toBe('720p');
  });

  it('passes over a rendition of which nothing can be used', () => {
    const rungs = new Map([
      ['1080p', rungOf(1000, [])],
      ['720p', rungOf(0)],
      ['480p', rungOf(1000)],
    ]);
    expect(chooseRendition(rungs, '720p')).toBe('480p');
  });
});
