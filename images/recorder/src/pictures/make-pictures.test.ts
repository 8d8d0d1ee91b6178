import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runTool } from '../run-tool.ts';
import { drawVideo } from '../testing/draw-video.ts';
import { openVideo } from '../video-file/open-video.ts';
import type { Keyframe } from '../video-file/sample-table.ts';
import { makePictures } from './make-pictures.ts';
import { measurePicture } from './picture-measure.ts';

const { signal } = new AbortController();
const bars = 'testsrc2=size=320x180:rate=10';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pictures-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

/** Pictures of `video.mp4`; gives the times of the keyframes that were left out. */
const drawPictures = async (durationSeconds: number): Promise<readonly number[]> => {
  const video = await openVideo(join(directory, 'video.mp4'));
  const damaged: number[] = [];
  const onDamage = ({ timeSeconds }: Keyframe): void => void damaged.push(timeSeconds);
  const job = { video, durationSeconds, directory, onProgress: () => undefined, onDamage, signal };
  await makePictures(job).finally(() => video.close());
  return damaged;
};

/** Pictures of a video that has a keyframe a second. */
const picturesOf = async (picture: string, durationSeconds: number, options: readonly string[] = []): Promise<void> => {
  await drawVideo(join(directory, 'video.mp4'), { picture, keyframeFrames: 10, options });
  await drawPictures(durationSeconds);
};

/** Of a white video of 6 s whose keyframes at `seconds` have nothing that a decoder knows, between their lengths. */
const picturesOfDamaged = async (seconds: readonly number[]): Promise<readonly number[]> => {
  const path = join(directory, 'video.mp4');
  await drawVideo(path, { picture: 'color=white:size=320x180:rate=10:duration=6', keyframeFrames: 10 });
  const video = await openVideo(path);
  const file = await open(path, 'r+');
  for (const { timeSeconds, offset, size } of video.index.keyframes) {
    if (seconds.includes(timeSeconds)) await file.write(oneUnit(size), 0, size, offset);
  }
  await Promise.all([file.close(), video.close()]);
  return drawPictures(6);
};

/** A sample of one NAL unit of a type that is nobody's. */
const oneUnit = (size: number): Buffer => {
  const sample = Buffer.alloc(size, 0x1f);
  sample.writeUInt32BE(size - 4);
  return sample;
};

const greyOf = (name: string, filter = 'null'): Promise<Buffer> => {
  const args = ['-v', 'error', '-i', join(directory, name), '-vf', `${filter},format=gray`, '-f', 'rawvideo', 'pipe:1'];
  return runTool('ffmpeg', args, { signal });
};

const sizeOf = async (name: string): Promise<string> => {
  const args = ['-v', 'error', '-show_entries', 'stream=width,height', '-of', 'csv=p=0:s=x', join(directory, name)];
  return String(await runTool('ffprobe', args, { signal })).trim();
};

const measureThumbnail = async (width: number) => measurePicture(await greyOf('thumbnail.jpg'), width);

const meanOf = (grey: Buffer): number => Math.round(grey.reduce((sum, value) => sum + value, 0) / grey.length);

const tileMean = async (tile: number): Promise<number> =>
  meanOf(await greyOf('storyboard.jpg', `crop=160:90:${tile * 160}:0`));

describe('makePictures of a damaged video', () => {
  it.each([
    ['the first', [0, 1]],
    ['one between', [3]],
    ['the last', [4, 5]],
  ])('lets a neighbour stand in for a keyframe without a picture: %s', async (_, seconds) => {
    const left = await picturesOfDamaged(seconds);
    expect(left.length).toBeGreaterThan(0);
    expect(left.every((second) => seconds.includes(second))).toBe(true);
    expect(Math.min(...(await Promise.all([0, 1, 2].map(tileMean))))).toBeGreaterThan(230);
    expect(meanOf(await greyOf('thumbnail.jpg'))).toBeGreaterThan(230);
  });

  it('draws black when no keyframe has a picture', async () => {
    await picturesOfDamaged([0, 1, 2, 3, 4, 5]);
    expect([await sizeOf('thumbnail.jpg'), await sizeOf('storyboard.jpg')]).toEqual(['320x180', '480x90']);
    expect(Math.max(...(await Promise.all([0, 1, 2].map(tileMean))))).toBeLessThan(20);
  });
});

describe('makePictures', () => {
  it('takes a thumbnail behind a black intro', async () => {
    await picturesOf(`${bars}:duration=8,drawbox=color=black:t=fill:enable='lt(t,5)'`, 8);
    expect((await measureThumbnail(320)).bright).toBeGreaterThan(100);
  });

  it('takes a sharp thumbnail when most pictures are blurred', async () => {
    await picturesOf(`${bars}:duration=8,boxblur=12:enable='lt(t,6)'`, 8);
    const sharp = measurePicture(await greyOf('thumbnail.jpg'), 320).sharpness;
    const blurred = measurePicture(await greyOf('thumbnail.jpg', 'boxblur=12'), 320).sharpness;
    expect(sharp).toBeGreaterThan(5 * blurred);
  });

  it('takes a thumbnail when all is black', async () => {
    await picturesOf('color=black:size=320x180:rate=10:duration=3', 3);
    expect(await sizeOf('thumbnail.jpg')).toBe('320x180');
  });

  it('draws one tile of one frame', async () => {
    await picturesOf(`${bars}:duration=0.1`, 0.1);
    expect([await sizeOf('thumbnail.jpg'), await sizeOf('storyboard.jpg')]).toEqual(['320x180', '160x90']);
  });

  it.each([
    ['portrait', '180x320', '180x320', '480x284'],
    ['144p', '256x144', '256x144', '480x90'],
    ['large', '1920x1080', '1280x720', '480x90'],
  ])('keeps the shape of a %s picture', async (_, size, thumbnail, storyboard) => {
    await picturesOf(`testsrc2=size=${size}:rate=10:duration=6`, 6);
    expect([await sizeOf('thumbnail.jpg'), await sizeOf('storyboard.jpg')]).toEqual([thumbnail, storyboard]);
  });

  it('shows in each tile what the video shows then', async () => {
    await picturesOf(
      `color=black:size=320x180:rate=10:duration=6,drawbox=color=white:t=fill:enable='between(t,2,3.9)'`,
      6,
    );
    const means = await Promise.all([0, 1, 2].map(tileMean));
    expect(means[0]).toBeLessThan(20);
    expect(means[1]).toBeGreaterThan(230);
    expect(means[2]).toBeLessThan(20);
  });

  it('keeps colours, whose matrix is another in HD video', async () => {
    const green = 'color=0x20c040:size=320x180:rate=10:duration=1,scale=out_color_matrix=bt709,format=yuv420p';
    await picturesOf(green, 1, ['-colorspace', 'bt709']);
    const args = [
      '-v',
      'error',
      '-i',
      join(directory, 'thumbnail.jpg'),
      '-pix_fmt',
      'rgb24',
      '-f',
      'rawvideo',
      'pipe:1',
    ];
    const [red = 0, lime = 0, blue = 0] = await runTool('ffmpeg', args, { signal });
    const off = [red - 0x20, lime - 0xc0, blue - 0x40].map(Math.abs);
    expect(Math.max(...off)).toBeLessThan(8);
  });

  it('draws the same bytes each time', async () => {
    const names = ['thumbnail.jpg', 'storyboard.jpg', 'storyboard.vtt'];
    const draw = async () => {
      await picturesOf(`${bars}:duration=4`, 4);
      return Promise.all(names.map((name) => readFile(join(directory, name))));
    };
    const [first, second] = [await draw(), await draw()];
    expect(first.map((bytes, index) => bytes.equals(second[index] ?? Buffer.alloc(0)))).toEqual([true, true, true]);
  });
});
