import { segmentName } from '@kubecast/media/keys';
import { describe, expect, it } from 'vitest';
import { measure } from './measure.ts';
import type { ListedMedia, Observation, SeenPicture } from './observation.ts';

const start = 1_800_000_000_000;
const fault = start + 10_000;
/** The viewer is so far behind the source. */
const behind = 5_000;

/** A picture every 100 ms of the source from `from` to `to`, seconds; `late` is added to when it is shown. */
const pictures = (from: number, to: number, late = 0): readonly SeenPicture[] =>
  Array.from({ length: Math.round((to - from) * 10) }, (_, index) => {
    const codedMs = start + from * 1_000 + index * 100;
    return { codedMs, shownMs: codedMs + behind + late, programMs: codedMs, height: 360 };
  });

const segment = (sequence: number, startSeconds: number, epoch = 1): ListedMedia => {
  const startUnixMs = start + startSeconds * 1_000;
  const name = segmentName({ epoch, sequence, startUnixMs, durationMs: 2_000 });
  return {
    listedMs: startUnixMs + 2_500,
    ...{ sequence, discontinuity: epoch, uri: `../20260101-000000-abcd/360p/${name}` },
    ...{ mapUri: `${epoch}-init.mp4`, durationSeconds: 2 },
  };
};

const whole = Array.from({ length: 15 }, (_, index) => segment(index, index * 2));

const observed = (changes: Partial<Observation> = {}): Observation => ({
  ...{ faultsMs: [fault], overMs: fault, pictures: pictures(0, 30), errors: [], reloads: 0, rebuilds: 0 },
  ...{ listed: whole, playlistFaults: [], missing: [], stored: [], framesLost: undefined },
  connections: [{ openedMs: start - 5_000, firstMediaMs: start - 4_800 }],
  ...changes,
});

describe('measure', () => {
  it('finds nothing where nothing was lost', () => {
    expect(measure(observed())).toEqual({
      gaps: [{ frozenSeconds: 0.1, missedSeconds: 0.1, resumeSeconds: 0 }],
      worst: { frozenSeconds: 0.1, missedSeconds: 0.1, resumeSeconds: 0 },
      ...{ backAfterSeconds: undefined, framesLost: undefined, sessions: ['20260101-000000-abcd'] },
      ...{ discontinuities: 0, reloads: 0, rebuilds: 0, fatalErrors: 0, playlistFaults: [] },
      ...{ skippedNumbers: 0, numbersBeyondRule: 0, unserved: 0, unstoredBeforeFault: [], catchUpSpeed: undefined },
      listedLast: [
        { sequence: 2, secondsBefore: 3.5 },
        { sequence: 3, secondsBefore: 1.5 },
        { sequence: 4, secondsBefore: -0.5 },
      ],
      ...{ reconnects: 0, encoderBackSeconds: undefined },
    });
  });

  it('tells a freeze from a jump, and both from the time until the picture ran again', () => {
    const gap = { pictures: [...pictures(0, 12), ...pictures(15, 30, 1_000)] };
    const { worst, backAfterSeconds } = measure(observed(gap));
    expect(worst.frozenSeconds).toBeCloseTo(4.1);
    expect(worst.missedSeconds).toBeCloseTo(3.1);
    expect(backAfterSeconds).toBeCloseTo(11);
  });

  it('counts the resume from the listing of the segment that was waited for', () => {
    const late = { ...segment(7, 15, 2), listedMs: start + 20_700 };
    const gap = { pictures: [...pictures(0, 12), ...pictures(15, 30, 1_000)], listed: [...whole.slice(0, 6), late] };
    const { worst, discontinuities } = measure(observed(gap));
    expect(worst.resumeSeconds).toBeCloseTo(0.3);
    expect(discontinuities).toBe(1);
  });

  it('counts the resume from the end of the old media when the new was there before', () => {
    const gap = { pictures: [...pictures(0, 12), ...pictures(12, 30, 800)] };
    expect(measure(observed(gap)).worst.resumeSeconds).toBeCloseTo(0.9);
  });

  it('counts pictures that are shown again as none', () => {
    const again = [...pictures(0, 12), ...pictures(8, 12, 4_000), ...pictures(12, 30, 4_000)];
    expect(measure(observed({ pictures: again })).worst.frozenSeconds).toBeCloseTo(4.1);
  });

  it('gives each of several faults its own gap', () => {
    const gap = { faultsMs: [fault, fault + 10_000], pictures: [...pictures(0, 18), ...pictures(19, 40)] };
    expect(measure(observed(gap)).gaps.map(({ missedSeconds }) => Math.round(missedSeconds * 10) / 10)).toEqual([
      0.1, 1.1,
    ]);
  });

  it('says so when there was no picture', () => {
    expect(measure(observed({ pictures: [] })).worst.frozenSeconds).toBe(Infinity);
  });

  it('counts numbers without a segment and segments that were never there', () => {
    const listed = [...whole.slice(0, 5), segment(8, 16)];
    const { skippedNumbers, numbersBeyondRule, unserved } = measure(observed({ listed, missing: ['a.m4s'] }));
    expect([skippedNumbers, numbersBeyondRule, unserved]).toEqual([3, 0, 1]);
  });

  it('counts what was listed and is not in the bucket, unless nobody looked', () => {
    const lost = { key: 'a', rendition: '360p', listedMs: fault - 500, durationSeconds: 2, storedMs: undefined };
    expect(measure(observed({ stored: [lost] })).unstoredBeforeFault).toEqual([0.5]);
    expect(measure(observed({ stored: undefined })).unstoredBeforeFault).toBeUndefined();
  });

  it('times the encoder’s return from the fault before it', () => {
    const back = { openedMs: fault + 5_000, firstMediaMs: fault + 5_500 };
    const again = measure(observed({ connections: [...observed().connections, back] }));
    expect([again.reconnects, again.encoderBackSeconds]).toEqual([1, 5.5]);
    const earlier = { openedMs: start - 1_000, firstMediaMs: start - 500 };
    expect(measure(observed({ connections: [...observed().connections, earlier] })).reconnects).toBe(0);
  });
});
