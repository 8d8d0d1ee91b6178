import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { barCodeHeightShare, drawBarCode } from './bar-code.ts';
import { readMomentsIn } from './moments-in-media.ts';

const [width, height] = [640, 360];
const nowMs = Date.UTC(2026, 0, 31);
const moments = [nowMs, nowMs + 33, nowMs + 67];

const drawFrame = (moment: number): Buffer => {
  const row = height * barCodeHeightShare;
  return Buffer.concat([drawBarCode(moment, width, row), Buffer.alloc(width * (height - row), 80)]);
};

/** ffmpeg's output of such frames, side by side where they are tiled. */
const encode = (options: readonly string[]): Buffer => {
  const input = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-video_size', `${width}x${height}`, '-i', 'pipe:0'];
  const words = ['-hide_banner', '-loglevel', 'error', ...input, ...options, 'pipe:1'];
  return execFileSync('ffmpeg', words, { input: Buffer.concat(moments.map(drawFrame)) });
};

describe('readMomentsIn', () => {
  it('gives the moment of each picture of a video, in order', async () => {
    expect(await readMomentsIn(encode(['-pix_fmt', 'yuv420p', '-f', 'mpegts']), nowMs)).toEqual(moments);
  });

  it('gives the moment of a part of a picture', async () => {
    const tiles = encode(['-vf', 'scale=160:90,tile=3x1', '-f', 'mjpeg']);
    for (const [index, moment] of moments.entries()) {
      expect(await readMomentsIn(tiles, nowMs, { x: 160 * index, y: 0, width: 160, height: 90 })).toEqual([moment]);
    }
  });

  it('says of pictures without a bar code that they have none', async () => {
    const black = encode(['-vf', 'drawbox=c=black:t=fill', '-f', 'mjpeg']);
    expect(await readMomentsIn(black, nowMs)).toEqual(moments.map(() => undefined));
  });
});
