import { describe, expect, it } from 'vitest';
import type { ProbedSource } from '../probe/probed-source.ts';
import { displaySize, sessionFormatFor } from './session-ladder.ts';

const rung = (name: string, height: number) => ({ name, height, videoBitrateKbps: 1000, audioBitrateKbps: 128 });
const ladder = [rung('1080p', 1080), rung('720p', 720), rung('480p', 480), rung('360p', 360)];

const source = (width: number, height: number, pixelAspect = 1): ProbedSource => ({
  videoCodec: 'h264',
  width,
  height,
  pixelAspect,
  interlaced: false,
  frameRate: { numerator: 25, denominator: 1 },
  audioCodec: undefined,
});

const cases: readonly [string, ProbedSource, readonly string[]][] = [
  ['1080p has every rung', source(1920, 1080), ['1080p 1920x1080', '720p 1280x720', '480p 854x480', '360p 640x360']],
  ['720p lacks the rung above', source(1280, 720), ['720p 1280x720', '480p 854x480', '360p 640x360']],
  ['900p is scaled down to 720p', source(1600, 900), ['720p 1280x720', '480p 854x480', '360p 640x360']],
  ['a source below the ladder keeps its size', source(320, 180), ['360p 320x180']],
  ['an odd size becomes even', source(321, 181), ['360p 322x182']],
  ['an upright picture counts its short side', source(720, 1280), ['720p 720x1280', '480p 480x854', '360p 360x640']],
  ['wide pixels widen the picture', source(720, 576, 64 / 45), ['480p 854x480', '360p 640x360']],
];

describe('sessionFormatFor', () => {
  it.each(cases)('%s', (_, probed, expected) => {
    const { renditions } = sessionFormatFor(ladder, probed);
    expect(renditions.map(({ name, width, height }) => `${name} ${width}x${height}`)).toEqual(expected);
  });

  it('takes over rate and bit rates', () => {
    expect(sessionFormatFor(ladder.slice(3), source(640, 360))).toEqual({
      frameRate: { numerator: 25, denominator: 1 },
      renditions: [{ name: '360p', width: 640, height: 360, videoBitrateKbps: 1000, audioBitrateKbps: 128 }],
    });
  });
});

describe('displaySize', () => {
  it('counts square pixels when those of the source are wide', () => {
    expect(displaySize(source(720, 576, 64 / 45))).toEqual({ width: 1024, height: 576 });
  });
});
