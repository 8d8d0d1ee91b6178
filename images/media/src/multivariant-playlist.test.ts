import { describe, expect, it } from 'vitest';
import { buildMultivariantPlaylist } from './multivariant-playlist.ts';

describe('buildMultivariantPlaylist', () => {
  it('gives the known text for a ladder of two', async () => {
    const text = buildMultivariantPlaylist([
      {
        uri: '720p/playlist.m3u8',
        codecs: { video: 'avc1.64001f', audio: 'mp4a.40.2', width: 1280, height: 720 },
        frameRate: 30_000 / 1001,
        peakBitsPerSecond: 2_731_004.2,
        averageBitsPerSecond: 2_600_000,
      },
      {
        uri: '360p/playlist.m3u8',
        codecs: { video: 'avc1.64001e', audio: 'mp4a.40.2', width: 640, height: 360 },
        frameRate: 30_000 / 1001,
        peakBitsPerSecond: 831_000,
        averageBitsPerSecond: 810_500.5,
      },
    ]);
    await expect(text).toMatchFileSnapshot('golden/multivariant.m3u8');
  });
});
