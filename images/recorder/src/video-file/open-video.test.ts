import { mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runTool } from '../run-tool.ts';
import { drawVideo } from '../testing/draw-video.ts';
import { openVideo } from './open-video.ts';
import { annexBPicture, readParameterSets } from './parameter-sets.ts';

const picture = 'testsrc2=size=320x180:rate=25:duration=3';

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'video-'));
  path = join(directory, 'video.mp4');
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

const indexOf = async () => {
  const video = await openVideo(path);
  await video.close();
  return video.index;
};

/** Keyframes as ffprobe sees them: time, offset and size. */
const probedKeyframes = async (): Promise<readonly string[]> => {
  const entries = ['-select_streams', 'v', '-show_entries', 'packet=pts_time,size,pos,flags', '-of', 'csv=p=0'];
  const { signal } = new AbortController();
  const lines = String(await runTool('ffprobe', ['-v', 'error', ...entries, path], { signal })).split('\n');
  return lines.filter((line) => line.includes('K'));
};

describe('openVideo', () => {
  it('finds size, frames and keyframes as ffprobe does', async () => {
    await drawVideo(path, { picture, keyframeFrames: 20 });
    const { keyframes, ...index } = await indexOf();
    expect(index).toMatchObject({ width: 320, height: 180, samples: 75, isFastStart: true });
    const found = keyframes.map(({ timeSeconds, offset, size }) => `${timeSeconds.toFixed(6)},${size},${offset},K_`);
    expect(found).toEqual(await probedKeyframes());
  });

  it('takes every frame for a keyframe when all are', async () => {
    await drawVideo(path, { picture, keyframeFrames: 1 });
    expect((await indexOf()).keyframes).toHaveLength(75);
  });

  it('sees an index behind the media', async () => {
    await drawVideo(path, { picture, keyframeFrames: 20, options: ['-movflags', '0'] });
    expect((await indexOf()).isFastStart).toBe(false);
  });

  it('refuses a file that ends early', async () => {
    await drawVideo(path, { picture, keyframeFrames: 20 });
    const file = await open(path);
    const { size } = await file.stat();
    await file.close();
    await truncate(path, size - 100);
    await expect(openVideo(path)).rejects.toThrow(/ends within the box/);
  });

  it.each([
    ['nothing', ''],
    ['text', 'this is not a video, whatever its name says'],
  ])('refuses %s', async (_, content) => {
    await writeFile(path, content);
    await expect(openVideo(path)).rejects.toMatchObject({ code: 'BoxInvalid' });
  });
});

describe('readParameterSets', () => {
  it('reads several of both kinds', () => {
    const record = Buffer.from([1, 100, 0, 31, 255, 0xe1, 0, 2, 7, 8, 2, 0, 1, 9, 0, 1, 10]);
    expect(readParameterSets(record).map((unit) => [...unit])).toEqual([[7, 8], [9], [10]]);
  });
});

describe('annexBPicture', () => {
  it('puts delimiter and parameter sets before each NAL unit of a sample', () => {
    const sample = Buffer.from([0, 0, 0, 1, 65, 0, 0, 0, 2, 66, 67]);
    const code = [0, 0, 0, 1];
    expect([...annexBPicture([Buffer.from([7])], sample)]).toEqual([
      ...code,
      9,
      0xf0,
      ...code,
      7,
      ...code,
      65,
      ...code,
      66,
      67,
    ]);
  });
});
