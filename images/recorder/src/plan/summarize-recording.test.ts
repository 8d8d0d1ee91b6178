import { describe, expect, it } from 'vitest';
import { listedSnapshot, listingStartMs, type SegmentRow, listedSession as session } from '../testing/made-listing.ts';
import { planRecording } from './plan-recording.ts';
import type { MissingNumber } from './recording-plan.ts';
import { summarizeRecording } from './summarize-recording.ts';

const summaryOf = (rows: readonly SegmentRow[], leftOut: readonly MissingNumber[] = []) =>
  summarizeRecording(planRecording(listedSnapshot({ '360p': { segments: rows } }), { session }), leftOut);

const at = (seconds: number): string => new Date(listingStartMs + seconds * 1000).toISOString();

describe('summarizeRecording', () => {
  it.each<{ what: string; rows: readonly SegmentRow[]; gaps: readonly (readonly [number, number])[] }>([
    {
      what: 'none between segments in a row',
      rows: [
        [1, 0, 0, 2],
        [1, 1, 2, 2],
      ],
      gaps: [],
    },
    {
      what: 'none where the next epoch has the next picture',
      rows: [
        [1, 0, 0, 2],
        [2, 1, 2.04, 2],
      ],
      gaps: [],
    },
    {
      what: 'the time between epochs',
      rows: [
        [1, 0, 0, 2],
        [2, 1, 7.5, 2],
      ],
      gaps: [[2, 5.5]],
    },
    {
      what: 'the time of an absent segment',
      rows: [
        [1, 0, 0, 2],
        [1, 2, 4, 2],
      ],
      gaps: [[2, 2]],
    },
    {
      what: 'none where epochs overlap',
      rows: [
        [1, 0, 0, 4],
        [2, 1, 3, 2],
      ],
      gaps: [],
    },
    {
      what: 'time that no segment covers, counted once',
      rows: [
        [1, 0, 0, 9],
        [2, 1, 3, 2],
        [3, 2, 10, 2],
      ],
      gaps: [[9, 1]],
    },
  ])('has as gaps $what', ({ rows, gaps }) => {
    expect(summaryOf(rows).gaps).toEqual(gaps.map(([start, seconds]) => ({ at: at(start), seconds })));
  });

  it('counts what was left out as missing, and its time as a gap', () => {
    const rows: SegmentRow[] = [
      [1, 0, 0, 2],
      [1, 1, 2, 2, 0],
      [1, 2, 4, 2],
      [1, 3, 6, 2],
      [1, 4, 8, 2],
    ];
    const leftOut = [
      { epoch: 1, sequence: 0, why: 'damaged' },
      { epoch: 1, sequence: 3, why: 'damaged' },
    ] as const;
    expect(summaryOf(rows, leftOut)).toEqual({
      startedMs: listingStartMs + 4000,
      endedMs: listingStartMs + 10_000,
      segments: 2,
      missing: [
        { epoch: 1, sequence: 0, why: 'damaged' },
        { epoch: 1, sequence: 1, why: 'empty' },
        { epoch: 1, sequence: 3, why: 'damaged' },
      ],
      gaps: [{ at: at(6), seconds: 2 }],
    });
  });
});
