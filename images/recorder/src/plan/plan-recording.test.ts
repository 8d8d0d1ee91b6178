import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  listedEntry,
  listedSnapshot,
  listingStartMs,
  type SegmentRow,
  listedSession as session,
} from '../testing/made-listing.ts';
import { planRecording } from './plan-recording.ts';
import type { RecordingPlan } from './recording-plan.ts';

const numbersOf = ({ segments }: RecordingPlan) => segments.map(({ epoch, sequence }) => [epoch, sequence]);
const missingOf = ({ missing }: RecordingPlan) => missing.map(({ epoch, sequence, why }) => [epoch, sequence, why]);

/** Segments of 2 s in a row. */
const rowsOf = (epoch: number, sequences: readonly number[], start = 0): readonly SegmentRow[] =>
  sequences.map((sequence) => [epoch, sequence, start + sequence * 2, 2]);

const at = (seconds: number): string => new Date(listingStartMs + seconds * 1000).toISOString();

describe('planRecording', () => {
  it('takes all segments of all epochs in order', () => {
    const snapshot = listedSnapshot({ '360p': { segments: [...rowsOf(1, [0, 1]), ...rowsOf(2, [2, 3])] } });
    const plan = planRecording(snapshot, { session });
    expect(numbersOf(plan)).toEqual([
      [1, 0],
      [1, 1],
      [2, 2],
      [2, 3],
    ]);
    expect(plan).toMatchObject({ rendition: '360p', missing: [], sizeBytes: 4000 });
    expect([...plan.inits.keys()]).toEqual([1, 2]);
  });

  const same = { podUid: 'pod' };
  const other = { podUid: 'other' };
  const end = { end: true };

  it.each([
    { what: 'a hole', rows: rowsOf(1, [0, 1, 3]), entries: [], missing: [[1, 2, 'absent']] },
    {
      what: 'the head that the log tells of',
      rows: rowsOf(1, [2, 3]),
      entries: [listedEntry(1)],
      missing: [
        [1, 0, 'absent'],
        [1, 1, 'absent'],
      ],
    },
    {
      what: 'the tail of a pod that went on',
      rows: [...rowsOf(1, [0, 1]), ...rowsOf(2, [3])],
      entries: [listedEntry(1), listedEntry(2, { ...same, firstSequence: 3 })],
      missing: [[1, 2, 'absent']],
    },
    {
      what: 'the tail of a pod that ended the session',
      rows: rowsOf(1, [0]),
      entries: [listedEntry(1), listedEntry(2, { ...end, ...same, firstSequence: 2 })],
      missing: [[1, 1, 'absent']],
    },
    {
      what: 'a whole epoch of a pod that went on',
      rows: [...rowsOf(1, [0]), ...rowsOf(3, [2])],
      entries: [listedEntry(1), listedEntry(2, { firstSequence: 1 }), listedEntry(3, { firstSequence: 2 })],
      missing: [[2, 1, 'absent']],
    },
    {
      what: 'nothing that a lost pod may have announced',
      rows: [...rowsOf(1, [0, 1]), ...rowsOf(2, [40])],
      entries: [listedEntry(1), listedEntry(2, { ...other, firstSequence: 40 })],
      missing: [],
    },
    {
      what: 'nothing where nobody knows who ended it',
      rows: rowsOf(1, [0]),
      entries: [listedEntry(1), listedEntry(2, { ...end, podUid: '', firstSequence: 40 })],
      missing: [],
    },
    {
      what: 'an empty segment',
      rows: [...rowsOf(1, [0]), [1, 1, 2, 2, 0] as const],
      entries: [],
      missing: [[1, 1, 'empty']],
    },
  ])('misses $what', ({ rows, entries, missing }) => {
    expect(missingOf(planRecording(listedSnapshot({ '360p': { segments: rows } }, entries), { session }))).toEqual(
      missing,
    );
  });

  it('misses what another rendition has', () => {
    const snapshot = listedSnapshot({
      '720p': { segments: rowsOf(1, [0, 1]) },
      '360p': { segments: rowsOf(1, [0, 1, 2]) },
    });
    expect(missingOf(planRecording(snapshot, { session }))).toEqual([[1, 2, 'absent']]);
  });

  it('misses segments without an initialisation section', () => {
    const snapshot = listedSnapshot({ '360p': { segments: [...rowsOf(1, [0]), ...rowsOf(2, [1])], inits: [2] } });
    const plan = planRecording(snapshot, { session });
    expect([numbersOf(plan), missingOf(plan)]).toEqual([[[2, 1]], [[1, 0, 'noInit']]]);
  });

  it('takes the longest of several segments by one number', () => {
    const rows: SegmentRow[] = [
      [1, 0, 0, 0.4],
      [1, 0, 0, 2],
      [1, 0, 0, 1],
    ];
    const { segments } = planRecording(listedSnapshot({ '360p': { segments: rows } }), { session });
    expect(segments.map(({ durationMs }) => durationMs)).toEqual([2000]);
  });

  it('takes the largest of several segments by one number and of one length', () => {
    const rows: SegmentRow[] = [
      [1, 0, 0, 2, 10],
      [1, 0, 0.001, 2, 30],
      [1, 0, 0.002, 2, 20],
    ];
    const { segments } = planRecording(listedSnapshot({ '360p': { segments: rows } }), { session });
    expect(segments.map(({ sizeBytes }) => sizeBytes)).toEqual([30]);
  });

  it('keeps epochs apart that overlap in time or number', () => {
    const rows: SegmentRow[] = [
      [1, 0, 0, 2],
      [1, 1, 2, 2],
      [2, 1, 3, 2],
    ];
    expect(numbersOf(planRecording(listedSnapshot({ '360p': { segments: rows } }), { session }))).toEqual([
      [1, 0],
      [1, 1],
      [2, 1],
    ]);
  });

  it.each([
    { from: 2.5, to: 4.5, taken: [1, 2] },
    { from: 2, to: 4, taken: [1] },
    { from: -100, to: 0.001, taken: [0] },
    { from: 0, to: 9999, taken: [0, 1, 2, 3] },
  ])('takes the segments of a clip from $from s to $to s', ({ from, to, taken }) => {
    const snapshot = listedSnapshot({ '360p': { segments: rowsOf(1, [0, 1, 2, 3]) } });
    const plan = planRecording(snapshot, { session, range: { from: at(from), to: at(to) } });
    expect(plan.segments.map(({ sequence }) => sequence)).toEqual(taken);
    expect(plan.missing).toEqual([]);
  });

  it.each([
    { from: 0, to: 2, missing: [] },
    { from: 1, to: 3, missing: [1] },
    { from: 3, to: 5, missing: [1] },
    { from: 4, to: 6, missing: [] },
  ])('misses in a clip from $from s to $to s what lies in it', ({ from, to, missing }) => {
    const snapshot = listedSnapshot({ '360p': { segments: rowsOf(1, [0, 2]) } });
    const plan = planRecording(snapshot, { session, range: { from: at(from), to: at(to) } });
    expect(plan.missing.map(({ sequence }) => sequence)).toEqual(missing);
  });

  it.each([
    { from: 20, to: 24, missing: [] },
    { from: 18, to: 24, missing: [9] },
    { from: 0, to: 24, missing: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] },
  ])('misses of a trimmed head what lies from $from s to $to s', ({ from, to, missing }) => {
    const snapshot = listedSnapshot({ '360p': { segments: rowsOf(1, [10, 11, 12]) } }, [listedEntry(1)]);
    const plan = planRecording(snapshot, { session, range: { from: at(from), to: at(to) } });
    expect(plan.missing.map(({ sequence }) => sequence)).toEqual(missing);
    expect(plan.segments.map(({ sequence }) => sequence)).toEqual([10, 11]);
  });

  it.each([
    { what: 'nothing is asked for', rendition: undefined },
    { what: 'the other is asked for', rendition: '720p' },
  ])('makes a clip of the rendition that has media of its range when $what', ({ rendition }) => {
    const snapshot = listedSnapshot({
      '720p': { segments: rowsOf(1, [0, 1, 4, 5]) },
      '360p': { segments: rowsOf(1, [0, 1, 2, 3, 4, 5]) },
    });
    const range = { from: at(4), to: at(8) };
    const plan = planRecording(snapshot, { session, rendition, range });
    expect([plan.rendition, plan.missing, numbersOf(plan)]).toEqual([
      '360p',
      [],
      [
        [1, 2],
        [1, 3],
      ],
    ]);
  });

  it.each([
    { what: 'the session has no segments', rows: [] as SegmentRow[], range: undefined },
    { what: 'all segments are empty', rows: [[1, 0, 0, 2, 0]] as SegmentRow[], range: undefined },
    { what: 'the range has none', rows: [[1, 0, 0, 2]] as SegmentRow[], range: { from: at(2), to: at(9) } },
  ])('says so when $what', ({ rows, range }) => {
    const snapshot = listedSnapshot({ '360p': { segments: rows } });
    expect(() => planRecording(snapshot, { session, ...(range && { range }) })).toThrow(
      expect.objectContaining({ code: 'NoMedia' }),
    );
  });

  it('plans twenty hours of segments of a second', () => {
    const rows = Array.from({ length: 72_000 }, (_, index): SegmentRow => [1, index, index, 1]);
    expect(planRecording(listedSnapshot({ '360p': { segments: rows } }), { session }).segments).toHaveLength(72_000);
  }, 60_000);

  it('records or misses every number that was made, once and in order', () => {
    const epochs = fc.array(fc.array(fc.constantFrom('kept', 'lost', 'empty'), { minLength: 1, maxLength: 8 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(epochs, (fates) => {
        let sequence = 0;
        const made = fates.flatMap((fate, index) =>
          fate.map((what) => ({ epoch: index + 1, sequence: sequence++, what })),
        );
        const entries = fates.map((_, index) =>
          listedEntry(index + 1, { firstSequence: made.find(({ epoch }) => epoch === index + 1)?.sequence ?? 0 }),
        );
        const closed = [...entries, listedEntry(fates.length + 1, { end: true, firstSequence: sequence })];
        const rows = made
          .filter(({ what }) => what !== 'lost')
          .map((one): SegmentRow => [one.epoch, one.sequence, one.sequence * 2, 2, one.what === 'empty' ? 0 : 10]);
        fc.pre(made.some(({ what }) => what === 'kept'));
        const plan = planRecording(listedSnapshot({ '360p': { segments: rows } }, closed), { session });
        expect(numbersOf(plan)).toEqual(
          made.filter(({ what }) => what === 'kept').map((one) => [one.epoch, one.sequence]),
        );
        expect(missingOf(plan)).toEqual(
          made
            .filter(({ what }) => what !== 'kept')
            .map((one) => [one.epoch, one.sequence, one.what === 'empty' ? 'empty' : 'absent']),
        );
      }),
    );
  });
});
