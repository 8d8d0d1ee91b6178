import { describe, expect, it } from 'vitest';
import { listedSnapshot, listingStartMs, type SegmentRow, listedSession as session } from '../testing/made-listing.ts';
import { planRecording } from './plan-recording.ts';
import { type AssemblyOutcome, summarizeRecording } from './summarize-recording.ts';

const summaryOf = (rows: readonly SegmentRow[], outcome: Partial<AssemblyOutcome> = {}) =>
  summarizeRecording(planRecording(listedSnapshot({ '360p': { segments: rows } }), { session }), {
    leftOut: [],
    cutShort: [],
    ...outcome,
  });

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
    expect(summaryOf(rows, { leftOut })).toEqual({
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

  it('counts what a segment was cut short by as a gap, and as one with what follows', () => {
    const rows: SegmentRow[] = [
      [1, 0, 0, 2],
      [1, 1, 2, 2],
      [2, 2, 9, 2],
      [2, 3, 11, 2],
    ];
    const cutShort = [
      { epoch: 1, sequence: 0, lostMs: 500 },
      { epoch: 1, sequence: 1, lostMs: 1000 },
      { epoch: 2, sequence: 3, lostMs: 250 },
    ];
    expect(summaryOf(rows, { cutShort })).toMatchObject({
      endedMs: listingStartMs + 12_750,
      segments: 4,
      missing: [],
      gaps: [
        { at: at(1.5), seconds: 0.5 },
        { at: at(3), seconds: 6 },
      ],
    });
  });
});
