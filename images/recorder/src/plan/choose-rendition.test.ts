import { describe, expect, it } from 'vitest';
import { listedSnapshot, type SegmentRow } from '../testing/made-listing.ts';
import { chooseRendition } from './choose-rendition.ts';

const segments: readonly SegmentRow[] = [[1, 0, 0, 2]];

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
    const { rungs } = listedSnapshot(Object.fromEntries(names.map((name) => [name, { segments }])));
    expect(chooseRendition(rungs, wanted)).toBe(chosen);
  });

  it('passes over a rendition of which nothing can be used', () => {
    const { rungs } = listedSnapshot({
      '1080p': { segments, inits: [] },
      '720p': { segments: [[1, 0, 0, 2, 0]] },
      '480p': { segments },
    });
    expect(chooseRendition(rungs, '720p')).toBe('480p');
  });
});
