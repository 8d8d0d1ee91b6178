import { describe, expect, it } from 'vitest';
import { MediaCount } from './media-count.ts';
import type { MediaFragment } from './segment-media.ts';

/** Pictures of 1 s each from a time on. */
const fragment = (decodeTime: number, pictures: number, timescale = 100): MediaFragment => ({
  video: {
    decodeTime,
    timescale,
    samples: Array.from({ length: pictures }, () => ({ bytes: Buffer.alloc(1), duration: timescale, sync: true })),
  },
  audio: { decodeTime: 0, timescale: 48_000, samples: [] },
});

const countOf = (...segments: readonly (readonly MediaFragment[])[]) => {
  const count = new MediaCount();
  for (const fragments of segments) count.add(fragments);
  return count.counted;
};

describe('MediaCount', () => {
  it.each([
    ['fragments in a row', [fragment(0, 2), fragment(200, 3)], { pictures: 5, seconds: 5, slackSeconds: 0 }],
    ['a late one', [fragment(0, 2), fragment(220, 1)], { pictures: 3, seconds: 3, slackSeconds: 0.2 }],
    ['an early one', [fragment(0, 2), fragment(180, 1)], { pictures: 3, seconds: 3, slackSeconds: 0.2 }],
    ['one of another time', [fragment(0, 2), fragment(900, 1)], { pictures: 3, seconds: 3, slackSeconds: 0 }],
    ['one without pictures', [fragment(0, 2), fragment(0, 0)], { pictures: 2, seconds: 2, slackSeconds: 0 }],
    ['other ticks', [fragment(0, 2), fragment(20, 3, 10)], { pictures: 5, seconds: 5, slackSeconds: 0.03 }],
  ])('counts %s, in one segment and in several', (_, fragments, expected) => {
    for (const counted of [countOf(fragments), countOf(...fragments.map((one) => [one]))]) {
      expect(counted).toMatchObject({ pictures: expected.pictures, seconds: expected.seconds });
      expect(counted.slackSeconds).toBeCloseTo(expected.slackSeconds, 9);
    }
  });

  it('has nothing before anything came', () => {
    expect(countOf()).toEqual({ pictures: 0, seconds: 0, slackSeconds: 0 });
  });
});
