import { describe, expect, it } from 'vitest';
import { obsSettings, sourceBitrateKbps } from './obs-settings.ts';

describe('sourceBitrateKbps', () => {
  it.each([
    [4500, 6000],
    [2500, 3500],
    [1200, 2000],
    [14_000, 19_000],
  ])('asks for more than the highest quality of %i has: %i', (top, bitrate) => {
    expect(sourceBitrateKbps(top)).toBe(bitrate);
  });
});

describe('obsSettings', () => {
  const renditions = [{ name: '720p', height: 720, videoBitrateKbps: 2500, audioBitrateKbps: 128 }];
  const valuesOf = (partMilliseconds: number) =>
    Object.fromEntries(
      obsSettings({ renditions, segmentSeconds: 4, partMilliseconds }).map(({ name, value }) => [name, value]),
    );

  it('follows the ladder and the segments', () => {
    expect(valuesOf(200)).toMatchObject({
      Bitrate: '3500 Kbps',
      'Keyframe Interval': '4 s',
      'Output Resolution': '1280x720',
      Tune: 'zerolatency',
    });
  });

  it('asks for no low latency where the stream has none', () => {
    expect(valuesOf(0)).not.toHaveProperty('Tune');
  });
});
