import { BoxError, readBoxes, requireBox, wholeOf } from '@kubecast/media/boxes';
import { encodeEpoch } from '@kubecast/media/testing/encode-epoch';
import { beforeAll, describe, expect, it } from 'vitest';
import { madeRendition } from '../testing/made-video.ts';
import { readEpochInit } from './epoch-init.ts';

let init: Buffer;

beforeAll(async () => {
  const encoding = {
    rendition: madeRendition,
    firstFrame: 0,
    frames: 3,
    frameRate: 30,
    segmentSeconds: 2,
    partMs: 200,
  };
  const file = await encodeEpoch({ ...encoding, encoderOptions: [] });
  init = file.subarray(0, requireBox(file, wholeOf(file), 'moof').start);
}, 60_000);

/** A copy in which the first `from` reads `to`. */
const renamed = (from: string, to: string): Buffer => {
  const bytes = Buffer.from(init);
  bytes.write(to, bytes.indexOf(from), 'latin1');
  return bytes;
};

/** A copy whose sound has another number of ticks a second than samples. */
const withOtherTicks = (): Buffer => {
  const bytes = Buffer.from(init);
  const { timescale } = readEpochInit(init).section.audio;
  const at = bytes.lastIndexOf('mdhd');
  expect(bytes.readUInt32BE(at + 16)).toBe(timescale);
  bytes.writeUInt32BE(90_000, at + 16);
  return bytes;
};

describe('readEpochInit', () => {
  it('finds how samples are decoded', () => {
    const { videoDescription, audioDescription, videoConfiguration, audioForm, section } = readEpochInit(init);
    expect(section.codecs).toMatchObject({ width: 320, height: 180 });
    expect(audioForm).toBe('mp4a.40.2 2 48000');
    expect(videoConfiguration[0]).toBe(1);
    for (const description of [videoDescription, audioDescription]) {
      expect(readBoxes(description, 0, description.length).map(({ type }) => type)).toEqual(['stsd']);
    }
  });

  it.each([
    { what: 'without a picture', bytes: () => renamed('vide', 'text') },
    { what: 'without sound', bytes: () => renamed('soun', 'text') },
    { what: 'of another codec', bytes: () => renamed('avcC', 'hvcC') },
    { what: 'with sound that is not timed by samples', bytes: withOtherTicks },
    { what: 'cut short', bytes: () => init.subarray(0, -10) },
    { what: 'text', bytes: () => Buffer.alloc(700, 'garbage') },
  ])('says so when a section is $what', ({ bytes }) => {
    expect(() => readEpochInit(bytes())).toThrow(BoxError);
  });
});
