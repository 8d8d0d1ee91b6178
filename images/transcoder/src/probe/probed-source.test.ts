import { describe, expect, it } from 'vitest';
import { describeSource, readProbe } from './probed-source.ts';

const video = {
  codec_type: 'video',
  codec_name: 'h264',
  width: 720,
  height: 576,
  pix_fmt: 'yuv420p',
  sample_aspect_ratio: '64:45',
  field_order: 'tt',
  r_frame_rate: '25/1',
};
const audio = { codec_type: 'audio', codec_name: 'mp2', sample_rate: '44100', channels: 2 };

const probed = {
  videoCodec: 'h264',
  width: 720,
  height: 576,
  pixelAspect: 64 / 45,
  interlaced: true,
  audioCodec: 'mp2',
  declaredRate: { numerator: 25, denominator: 1 },
};

describe('readProbe', () => {
  it.each([
    ['a video with audio', { streams: [{ codec_type: 'data' }, audio, video] }, probed],
    [
      'audio that cannot be decoded as none',
      { streams: [video, { ...audio, channels: 0 }] },
      { ...probed, audioCodec: undefined },
    ],
    [
      'square pixels when nothing is said',
      { streams: [{ ...video, sample_aspect_ratio: 'N/A' }, audio] },
      { ...probed, pixelAspect: 1 },
    ],
    [
      'no rate when none is declared',
      { streams: [{ ...video, r_frame_rate: '0/0' }, audio] },
      { ...probed, declaredRate: undefined },
    ],
    [
      'nothing while the picture is unknown',
      { streams: [{ ...video, width: 0, height: 0, pix_fmt: undefined }] },
      undefined,
    ],
    ['nothing from nothing', {}, undefined],
  ])('reads %s', (_, document, expected) => {
    expect(readProbe(document)).toEqual(expected);
  });
});

describe('describeSource', () => {
  it('leaves the audio out when there is none', () => {
    const source = { ...probed, audioCodec: undefined, frameRate: { numerator: 30_000, denominator: 1001 } };
    expect(describeSource(source)).toEqual({ videoCodec: 'h264', width: 720, height: 576, frameRate: 29.97 });
  });
});
