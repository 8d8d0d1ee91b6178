import { describe, expect, it } from 'vitest';
import { firstVariantUrl } from './return-watch.ts';

const masterUrl = 'http://host/live-streams/live/main/master.m3u8';

describe('firstVariantUrl', () => {
  it('resolves the first variant against the master playlist', () => {
    const master =
      '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n360p/playlist.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=2\nlow.m3u8\n';
    expect(firstVariantUrl(master, masterUrl)).toBe('http://host/live-streams/live/main/360p/playlist.m3u8');
  });

  it.each(['', '#EXTM3U\n'])('finds none in %j', (text) => {
    expect(firstVariantUrl(text, masterUrl)).toBeUndefined();
  });
});
