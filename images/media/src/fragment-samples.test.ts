import { describe, expect, it } from 'vitest';
import { readBoxes, requireBox, wholeOf } from './boxes.ts';
import { readFragmentSamples } from './fragment-samples.ts';
import { readInitSection } from './init-section.ts';
import { readMovieFragment } from './movie-fragment.ts';
import { encodeEpoch } from './testing/encode-epoch.ts';

const rendition = { name: '180p', width: 320, height: 180, videoBitrateKbps: 200 };

describe('readFragmentSamples', () => {
  it('finds every sample of real fragments', async () => {
    const file = await encodeEpoch({
      rendition,
      firstFrame: 0,
      frames: 45,
      frameRate: 30,
      segmentSeconds: 2,
      partMs: 200,
      encoderOptions: [],
    });
    const { video, audio } = readInitSection(file);
    const boxes = readBoxes(file, 0, file.length);
    for (const [index, moof] of boxes.entries()) {
      if (moof.type !== 'moof') continue;
      const tracks = readFragmentSamples(file, moof, [video, audio]);
      const summed = tracks.map(({ track, decodeTime, samples }) => ({
        trackId: track.id,
        decodeTime,
        duration: samples.reduce((sum, { duration }) => sum + duration, 0),
        samples: samples.length,
        sync: samples[0]?.sync,
      }));
      expect(summed).toEqual(readMovieFragment(file, moof, [video, audio]));
      const samples = tracks.flatMap((track) => track.samples);
      const [mdat] = [boxes[index + 1]];
      expect(samples[0]?.offset).toBe(mdat?.body);
      expect(
        samples.reduce((end, { offset, size }) => (offset === end ? end + size : Number.NaN), mdat?.body ?? 0),
      ).toBe(mdat?.end);
    }
  }, 60_000);

  it('says so when a run claims more samples than its box has', async () => {
    const file = await encodeEpoch({
      rendition,
      firstFrame: 0,
      frames: 5,
      frameRate: 30,
      segmentSeconds: 2,
      partMs: 200,
      encoderOptions: [],
    });
    const { video, audio } = readInitSection(file);
    const moof = requireBox(file, wholeOf(file), 'moof');
    const trun = requireBox(file, moof, 'traf', 'trun');
    file.writeUInt32BE(1_000_000, trun.body + 4);
    expect(() => readFragmentSamples(file, moof, [video, audio])).toThrow('ends beyond its box');
  }, 60_000);
});
