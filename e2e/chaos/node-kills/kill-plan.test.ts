import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random.ts';
import { killMoments, nodeKills } from './kill-plan.ts';

describe('nodeKills', () => {
  it('takes every way to go on, with and without a recorder at work', () => {
    expect(nodeKills(5).map(({ name, title }) => [name, title])).toEqual([
      ['node-kill-01', '01: encoder stays away'],
      ['node-kill-02', '02: encoder returns, a recorder works'],
      ['node-kill-03', '03: encoder returns'],
      ['node-kill-04', '04: encoder stays away, a recorder works'],
      ['node-kill-05', '05: encoder stays away'],
    ]);
  });
});

describe('killMoments', () => {
  it('gives the same moments for the same seed', () => {
    expect(killMoments(seededRandom(7))).toEqual(killMoments(seededRandom(7)));
    expect(killMoments(seededRandom(7))).not.toEqual(killMoments(seededRandom(8)));
  });

  it.each([1, 2, 3, 4, 5])('stays within a session of half a minute with seed %i', (seed) => {
    const { streamMs, downMs, recorderMs } = killMoments(seededRandom(seed));
    expect(Math.max(streamMs, recorderMs)).toBeLessThan(30_000);
    expect(Math.min(streamMs, downMs, recorderMs)).toBeGreaterThanOrEqual(0);
  });
});
