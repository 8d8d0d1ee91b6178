import { describe, expect, it } from 'vitest';
import { readBoxes, requireBox, wholeOf } from './boxes.ts';
import { readFragmentSamples } from './fragment-samples.ts';
import { readInitSection } from './init-section.ts';
import { smallEpoch } from './testing/small-epoch.ts';

describe('readFragmentSamples', () => {
  it('finds every sample of real fragments', async () => {
    const file = await smallEpoch(45);
    const { video, audio } = readInitSection(file);
    const boxes = readBoxes(file, 0, file.length);
    for (const [index, moof] of boxes.entries()) {
      if (moof.type !== 'moof') continue;
      const tracks = readFragmentSamples(file, moof, [video, audio]);
      const samples = tracks.flatMap((track) => track.samples);
      const [mdat] = [boxes[index + 1]];
      expect(samples[0]?.offset).toBe(mdat?.body);
      expect(
        samples.reduce((end, { offset, size }) => (offset === end ? end + size : Number.NaN), mdat?.body ?? 0),
      ).toBe(mdat?.end);
    }
  }, 60_000);

  it('says so when a run claims more samples than its box has', async () => {
    const file = await smallEpoch(5);
    const { video, audio } = readInitSection(file);
    const moof = requireBox(file, wholeOf(file), 'moof');
    const trun = requireBox(file, moof, 'traf', 'trun');
    file.writeUInt32BE(1_000_000, trun.body + 4);
    expect(() => readFragmentSamples(file, moof, [video, audio])).toThrow('ends beyond its box');
  }, 60_000);

  const box = (type: string, ...content: readonly (Buffer | number)[]): Buffer => {
    const body = Buffer.concat(content.map((part) => (typeof part === 'number' ? word(part) : part)));
    return Buffer.concat([word(body.length + 8), Buffer.from(type, 'latin1'), body]);
  };

  const word = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };

  const track = { id: 1, kind: 'video', timescale: 90_000, defaultDuration: 3000, defaultFlags: 0x1_0000 } as const;
  const tfdt = box('tfdt', 0, 77);

  it('goes by what the fragment says for all of its samples', () => {
    const tfhd = box('tfhd', 0x18, 1, 4000, 10);
    const bytes = box('moof', box('traf', tfhd, tfdt, box('trun', 0x04, 3, 0), box('trun', 0, 1)));
    const [moof] = readBoxes(bytes, 0, bytes.length);
    const sample = { size: 10, duration: 4000, compositionOffset: 0 };
    const start = bytes.length + 8;
    expect(moof && readFragmentSamples(bytes, moof, [track])).toEqual([
      {
        track,
        decodeTime: 77,
        samples: [
          { ...sample, offset: start, sync: true },
          { ...sample, offset: start + 10, sync: false },
          { ...sample, offset: start + 20, sync: false },
          { ...sample, offset: start + 30, sync: false },
        ],
      },
    ]);
  });

  it('says so when a fragment has samples of an unknown track', () => {
    const bytes = box('moof', box('traf', box('tfhd', 0, 9), tfdt));
    const [moof] = readBoxes(bytes, 0, bytes.length);
    expect(() => moof && readFragmentSamples(bytes, moof, [track])).toThrow('samples of track 9');
  });
});
