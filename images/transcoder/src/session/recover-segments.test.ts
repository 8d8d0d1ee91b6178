import { describe, expect, it } from 'vitest';
import type { KeptPart } from '../origin/open-parts.ts';
import { recoverSegments, withRecovered } from './recover-segments.ts';
import { initialSessionState } from './session-state.ts';

const session = '20260102-030405-abcd';
const renditions = ['720p', '360p'];
const part = (rendition: string, number: number, sequence = 4): KeptPart => ({
  session,
  rendition,
  epoch: 2,
  sequence,
  part: number,
  startUnixMs: 8000 + number * 200,
  durationMs: 200,
  path: `${rendition}/${sequence}/${number}`,
});
const whole = { epoch: 2, sequence: 4, startUnixMs: 8000, durationMs: 611 };
const nothing = () => [];
const shapeOf = (recovered: ReturnType<typeof recoverSegments>) =>
  recovered.map(({ rendition, segment, parts }) => [rendition, segment, parts.map((kept) => kept.part)]);

describe('recoverSegments', () => {
  it('ends the open segment where every rendition has its parts', () => {
    const parts = [part('720p', 0), part('720p', 1), part('360p', 0)];
    const segment = { ...whole, durationMs: 200 };
    expect(shapeOf(recoverSegments({ parts, renditions, announced: nothing }))).toEqual([
      ['720p', segment, [0]],
      ['360p', segment, [0]],
    ]);
  });

  it('closes a segment as another rendition has closed it already', () => {
    const parts = [part('360p', 0), part('360p', 1), part('360p', 2)];
    const announced = (rendition: string) => (rendition === '720p' ? [whole] : []);
    expect(shapeOf(recoverSegments({ parts, renditions, announced }))).toEqual([['360p', whole, [0, 1, 2]]]);
  });

  it('gives up what lies behind a missing part, and what one rendition lacks', () => {
    expect(recoverSegments({ parts: [part('720p', 1), part('360p', 0)], renditions, announced: nothing })).toEqual([]);
    expect(recoverSegments({ parts: [part('720p', 0)], renditions, announced: nothing })).toEqual([]);
  });
});

describe('withRecovered', () => {
  it('moves the counters behind what was recovered', () => {
    const recovered = recoverSegments({ parts: [part('720p', 0), part('360p', 0)], renditions, announced: nothing });
    expect(withRecovered(initialSessionState, recovered).counters).toEqual({
      lastEpoch: 0,
      nextSequence: 5,
      lastEndMs: 8200,
    });
  });
});
