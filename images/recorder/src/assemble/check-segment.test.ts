import { BoxError } from '@kubecast/media/boxes';
import { describe, expect, it } from 'vitest';
import { checkSegment } from './check-segment.ts';
import type { MediaFragment } from './segment-media.ts';

const timescale = 15_360;
const frame = 512;
const noSound = { decodeTime: 0, timescale: 48_000, samples: [] };

interface Row {
  readonly time: number;
  readonly durations: readonly number[];
  readonly sync?: boolean;
}

const fragmentOf = ({ time, durations, sync = false }: Row): MediaFragment => ({
  video: {
    decodeTime: time,
    timescale,
    samples: durations.map((duration, index) => ({
      bytes: Buffer.from([0]),
      duration,
      sync: sync && index === 0,
    })),
  },
  audio: noSound,
});

const frames = (count: number): readonly number[] => Array.from({ length: count }, () => frame);

/** A second in two fragments, in the middle of an epoch. */
const [first, second] = [
  { time: 90 * frame, durations: frames(15), sync: true },
  { time: 105 * frame, durations: frames(15) },
];
const silent = { time: 0, durations: [] };

const check =
  (rows: readonly Row[], durationMs = 1000) =>
  (): void =>
    checkSegment(rows.map(fragmentOf), { durationMs });

describe('checkSegment', () => {
  it.each([
    { what: 'is as long as its name says', rows: [first, second] },
    { what: 'begins with sound alone', rows: [silent, first, second] },
    { what: 'was cut short', rows: [first] },
    { what: 'lost a picture between fragments', rows: [first, { ...second, time: 106 * frame }], durationMs: 1033 },
    {
      what: 'has fragments that overlap by a picture',
      rows: [first, { ...second, time: 104 * frame }],
      durationMs: 967,
    },
    { what: 'has a picture a second', rows: [{ time: 0, durations: [1.2 * timescale], sync: true }] },
  ])('takes a segment that $what', ({ rows, durationMs }) => {
    expect(check(rows, durationMs)).not.toThrow();
  });

  it.each([
    { what: 'does not begin with a keyframe', rows: [second] },
    {
      what: 'has no keyframe but later',
      rows: [
        { ...first, sync: false },
        { ...second, sync: true },
      ],
    },
    { what: 'has one duration of a day', rows: [first, { ...second, durations: [86_400 * timescale, ...frames(14)] }] },
    { what: 'is a fifth longer than its name says', rows: [first, { ...second, durations: frames(21) }] },
    { what: 'takes no time', rows: [{ ...first, durations: [0, 0] }] },
    { what: 'has a fragment of a later time', rows: [first, { ...second, time: 105 * frame + timescale }] },
    { what: 'has a fragment of an earlier time', rows: [first, { ...second, time: 0 }] },
  ])('says so when a segment $what', ({ rows }) => {
    expect(check(rows)).toThrow(BoxError);
  });
});
