import { segmentName } from '@kubecast/media/keys';
import { describe, expect, it } from 'vitest';
import { skippedNumbers } from './numbering.ts';
import type { ListedMedia } from './observation.ts';

const start = 1_800_000_000_000;

const segment = (sequence: number, atSeconds: number, durationSeconds = 2): ListedMedia => {
  const durationMs = durationSeconds * 1_000;
  const uri = segmentName({ epoch: 1, sequence, startUnixMs: start + atSeconds * 1_000, durationMs });
  return { listedMs: 0, sequence, discontinuity: 0, uri, mapUri: '', durationSeconds };
};

describe('skippedNumbers', () => {
  it.each([
    ['whole row', [segment(0, 0), segment(1, 2), segment(2, 4)], 0, 0],
    ['row that was listed out of order', [segment(2, 4), segment(0, 0), segment(1, 2)], 0, 0],
    ['empty row', [], 0, 0],
    // Cut short at 3.5 s, ten seconds away: five segments fit, and two more.
    ['row that went on as far on as it may', [segment(0, 0), segment(1, 2, 1.5), segment(9, 13.5)], 7, 0],
    ['row that went on too far on', [segment(0, 0), segment(1, 2, 1.5), segment(11, 13.5)], 9, 2],
    ['row that lost one in its middle', [segment(0, 0), segment(1, 2), segment(3, 6)], 1, 0],
  ])('counts the numbers that are missing in a %s', (_, listed, skipped, beyondRule) => {
    expect(skippedNumbers(listed)).toEqual({ skipped, beyondRule });
  });
});
