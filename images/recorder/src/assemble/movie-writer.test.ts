import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBoxes } from '@kubecast/media/boxes';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EpochInit } from './epoch-init.ts';
import { MovieFile } from './movie-file.ts';
import { MovieWriter } from './movie-writer.ts';
import type { MediaFragment } from './segment-media.ts';
import { silentFrame } from './silent-frame.ts';

const rate = 48_000;
const timescale = 15_360;
const frameTicks = 512;
const track = { id: 1, kind: 'video', timescale, defaultDuration: 0, defaultFlags: 0 } as const;

const init: EpochInit = {
  section: {
    codecs: { video: 'avc1.64001f', audio: 'mp4a.40.2', width: 320, height: 180 },
    video: track,
    audio: { ...track, kind: 'audio', timescale: rate },
  },
  videoDescription: Buffer.alloc(16),
  audioDescription: Buffer.alloc(16),
  videoConfiguration: Buffer.from([1, 0x64, 0, 0x1f, 0xff, 0xe1, 0, 1, 0x67, 1, 0, 1, 0x68]),
  audioForm: 'mp4a.40.2 2 48000',
};

/** Pictures are `V`, the first of them a keyframe; sound is `A`. */
const fragmentOf = (time: number, pictures: number, sounds = 0): MediaFragment => ({
  video: {
    decodeTime: time,
    timescale,
    samples: Array.from({ length: pictures }, (_, index) => ({
      bytes: Buffer.from('V'),
      duration: frameTicks,
      sync: index === 0,
    })),
  },
  audio: {
    decodeTime: Math.round((time * rate) / timescale / 1024) * 1024,
    timescale: rate,
    samples: Array.from({ length: sounds }, () => ({ bytes: Buffer.from('A'), duration: 1024, sync: true })),
  },
});

let directory: string;
let file: MovieFile;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'movie-writer-'));
  file = await MovieFile.create(join(directory, 'video.mp4'), 4096);
});

afterEach(async () => {
  await file.close();
  await rm(directory, { recursive: true });
});

/** What the file's `mdat` holds; `.` for a silent frame. */
const data = async (): Promise<string> => {
  const bytes = await readFile(join(directory, 'video.mp4'));
  const mdat = readBoxes(bytes, 0, bytes.length).at(-1);
  return bytes.toString('latin1', mdat?.body).replaceAll(silentFrame.toString('latin1'), '.');
};

describe('MovieWriter', () => {
  it('writes pictures and sound in turn, and says what is in the file', async () => {
    const writer = new MovieWriter(file, init, false);
    await writer.addSegment([fragmentOf(0, 4, 6), fragmentOf(4 * frameTicks, 4, 7)], { init, follows: false });
    const { sizeBytes, ...facts } = await writer.finish();
    expect(facts).toEqual({ frames: 8, durationSeconds: 8 / 30 });
    expect(sizeBytes).toBe((await readFile(join(directory, 'video.mp4'))).length);
    expect(await data()).toBe('VVVVAAAAAAVVVVAAAAAA');
  });

  it('puts parameter sets before keyframes when it is told to', async () => {
    const writer = new MovieWriter(file, init, true);
    await writer.addSegment([fragmentOf(0, 2, 3)], { init, follows: false });
    await writer.finish();
    expect(await data()).toBe('\0\0\0\x01\x67\0\0\0\x01\x68VVAAA');
  });

  it('is silent where sound has another form', async () => {
    const writer = new MovieWriter(file, init, false);
    await writer.addSegment([fragmentOf(0, 2, 3)], { init: { ...init, audioForm: 'other' }, follows: false });
    await writer.finish();
    expect(await data()).toBe('VV...');
  });

  it.each([
    { what: 'as long as its pictures', follows: true, time: 30, shown: { formerSeconds: 0, seconds: 0.1 } },
    { what: 'behind a longer picture', follows: true, time: 36, shown: { formerSeconds: 0.2, seconds: 0.1 } },
    { what: 'at once when it does not follow', follows: false, time: 36, shown: { formerSeconds: 0, seconds: 0.1 } },
    { what: 'at once behind a long break', follows: true, time: 90, shown: { formerSeconds: 0, seconds: 0.1 } },
  ])('shows a segment $what', async ({ follows, time, shown }) => {
    const writer = new MovieWriter(file, init, false);
    await writer.addSegment([fragmentOf(0, 30)], { init, follows: false });
    const sound = fragmentOf(time * frameTicks, 0, 2);
    const found = await writer.addSegment([sound, fragmentOf(time * frameTicks, 3)], { init, follows });
    expect(found.formerSeconds).toBeCloseTo(shown.formerSeconds, 9);
    expect(found.seconds).toBeCloseTo(shown.seconds, 9);
  });
});
