import { describe, expect, it } from 'vitest';
import type { EpochInit } from './epoch-init.ts';
import { inBandParameters, isOneEncoding, withParameters } from './in-band-parameters.ts';

/** `avcC`: one SPS of three bytes and one PPS of two. */
const configurationOf = (last: number): Buffer =>
  Buffer.from([1, 0x64, 0, 0x1f, 0xff, 0xe1, 0, 3, 0x67, 1, 2, 1, 0, 2, 0x68, last]);

const track = { id: 1, kind: 'video', timescale: 90_000, defaultDuration: 0, defaultFlags: 0 } as const;

const initOf = (last: number): EpochInit => ({
  section: {
    codecs: { video: 'avc1.64001f', audio: 'mp4a.40.2', width: 320, height: 180 },
    video: track,
    audio: { ...track, kind: 'audio' },
  },
  videoDescription: Buffer.alloc(0),
  audioDescription: Buffer.alloc(0),
  videoConfiguration: configurationOf(last),
  audioForm: '',
});

describe('isOneEncoding', () => {
  it.each([
    { lasts: [9], isOne: true },
    { lasts: [9, 9, 9], isOne: true },
    { lasts: [9, 9, 8], isOne: false },
  ])('is $isOne of parameter sets that end with $lasts', ({ lasts, isOne }) => {
    expect(isOneEncoding(lasts.map(initOf))).toBe(isOne);
  });
});

describe('inBandParameters', () => {
  it('has each set with its length before it', () => {
    expect([...inBandParameters(initOf(9))]).toEqual([0, 0, 0, 3, 0x67, 1, 2, 0, 0, 0, 2, 0x68, 9]);
  });
});

describe('withParameters', () => {
  const sample = { bytes: Buffer.from([7]), duration: 3000 };

  it('puts them before a keyframe, and before no other picture', () => {
    const parameters = Buffer.from([1, 2]);
    expect([...withParameters({ ...sample, sync: true }, parameters).bytes]).toEqual([1, 2, 7]);
    expect([...withParameters({ ...sample, sync: false }, parameters).bytes]).toEqual([7]);
  });
});
