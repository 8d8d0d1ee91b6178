import { BoxError, readBoxes, requireBox, wholeOf } from '@kubecast/media/boxes';
import { type InitSection, readInitSection } from '@kubecast/media/init-section';
import { encodeEpoch } from '@kubecast/media/testing/encode-epoch';
import { beforeAll, describe, expect, it } from 'vitest';
import { madeRendition } from '../testing/made-video.ts';
import { readSegmentMedia } from './segment-media.ts';

let init: InitSection;
/** A second of media. */
let segment: Buffer;

beforeAll(async () => {
  const file = await encodeEpoch({
    rendition: madeRendition,
    firstFrame: 0,
    frames: 30,
    frameRate: 30,
    segmentSeconds: 2,
    partMs: 200,
    encoderOptions: [],
  });
  const boxes = readBoxes(file, 0, file.length).filter(({ type }) => type === 'moof' || type === 'mdat');
  init = readInitSection(file);
  segment = file.subarray(boxes[0]?.start, boxes.at(-1)?.end);
}, 60_000);

const boxAt = (bytes: Buffer, ...path: readonly string[]) => requireBox(bytes, wholeOf(bytes), ...path);

/** A copy with something changed in it. */
const changed = (change: (bytes: Buffer) => void): Buffer => {
  const bytes = Buffer.from(segment);
  change(bytes);
  return bytes;
};

describe('readSegmentMedia', () => {
  it('reads pictures and sound of every fragment', () => {
    const fragments = readSegmentMedia(segment, init);
    expect(fragments.map(({ video }) => video.samples.length)).toEqual([6, 6, 6, 6, 6]);
    expect(fragments.map(({ video }) => video.samples[0]?.sync)).toEqual([true, false, false, false, false]);
    expect(fragments.reduce((sum, { audio }) => sum + audio.samples.length, 0)).toBeGreaterThan(44);
  });

  it.each([
    { what: 'empty', bytes: () => Buffer.alloc(0) },
    { what: 'cut short', bytes: () => segment.subarray(0, -1) },
    { what: 'without its last mdat', bytes: () => segment.subarray(0, boxAt(segment, 'moof').end) },
    { what: 'begun with mdat', bytes: () => segment.subarray(boxAt(segment, 'moof').end) },
    { what: 'an initialisation section', bytes: () => Buffer.from('\0\0\0\x10ftypisom\0\0\0\0', 'latin1') },
    { what: 'text', bytes: () => Buffer.alloc(3000, 'not media ') },
    { what: 'zeroes', bytes: () => Buffer.alloc(3000) },
    {
      what: 'damaged within a picture',
      bytes: () => changed((bytes) => bytes.fill(0xff, boxAt(bytes, 'mdat').body, boxAt(bytes, 'mdat').body + 4)),
    },
    {
      what: 'of another track',
      bytes: () => changed((bytes) => bytes.writeUInt32BE(77, boxAt(bytes, 'moof', 'traf', 'tfhd').body + 4)),
    },
    {
      what: 'pointing outside itself',
      bytes: () => changed((bytes) => bytes.writeUInt32BE(0x7fff_0000, boxAt(bytes, 'moof', 'traf', 'trun').body + 8)),
    },
  ])('says so when a segment is $what', ({ bytes }) => {
    const read = (): unknown => readSegmentMedia(bytes(), init);
    expect(read).toThrow();
    try {
      read();
    } catch (error) {
      expect(error instanceof BoxError || error instanceof RangeError).toBe(true);
    }
  });
});
