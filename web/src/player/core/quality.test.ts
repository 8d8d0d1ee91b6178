import { describe, expect, it } from 'vitest';
import { carryChoice, qualityOptions } from './quality.ts';

describe('qualityOptions', () => {
  it('lists the rungs highest first and keeps their places in the engine', () => {
    const levels = [
      { height: 360, frameRate: 30, bitrate: 700_000 },
      { height: 1080, frameRate: 30, bitrate: 4_500_000 },
      { height: 720, frameRate: 30, bitrate: 2_500_000 },
    ];
    expect(qualityOptions(levels)).toEqual([
      { index: 1, name: '1080p', height: 1080 },
      { index: 2, name: '720p', height: 720 },
      { index: 0, name: '360p', height: 360 },
    ]);
  });

  it('tells rungs of one height by their frame rate, and those without a height by their bitrate', () => {
    const levels = [
      { height: 720, frameRate: 59.94, bitrate: 3_500_000 },
      { height: 720, frameRate: 30, bitrate: 2_500_000 },
      { height: 0, frameRate: 0, bitrate: 128_000 },
    ];
    expect(qualityOptions(levels).map(({ name }) => name)).toEqual(['720p60', '720p30', '128 kbit/s']);
  });
});

describe('carryChoice', () => {
  const options = (...names: readonly string[]) => names.map((name, index) => ({ index, name, height: 0 }));

  it.each([
    { what: 'a rung', choice: 1, before: ['720p', '360p'], after: ['720p', '360p'], expected: 1 },
    { what: 'a rung at another place', choice: 1, before: ['720p', '360p'], after: ['360p', '240p'], expected: 0 },
    {
      what: 'automatic for a rung that is gone',
      choice: 0,
      before: ['720p', '360p'],
      after: ['360p'],
      expected: 'auto',
    },
    { what: 'automatic', choice: 'auto', before: ['720p'], after: ['720p'], expected: 'auto' },
    { what: 'automatic when there was nothing', choice: 'auto', before: [], after: ['720p'], expected: 'auto' },
  ] as const)('gives $what', ({ choice, before, after, expected }) => {
    expect(carryChoice(choice, options(...before), options(...after))).toBe(expected);
  });
});
