import { describe, expect, it } from 'vitest';
import { closePlaylist, firstVariantUri, playlistEndMs } from './bucket-playlist.ts';

const playlist = `#EXTM3U
#EXT-X-TARGETDURATION:2
#EXT-X-PROGRAM-DATE-TIME:2026-11-22T12:00:00.000Z
#EXTINF:2.000,
a.m4s
#EXTINF:2.000,
b.m4s
#EXT-X-DISCONTINUITY
#EXT-X-PROGRAM-DATE-TIME:2026-11-22T12:00:10.000Z
#EXTINF:1.500,
c.m4s
`;
const ended = `${playlist}#EXT-X-ENDLIST\n`;
const endMs = Date.parse('2026-11-22T12:00:11.500Z');

describe('playlistEndMs', () => {
  it('adds the durations to the last time given', () => {
    expect(playlistEndMs(playlist)).toBe(endMs);
    expect(playlistEndMs('#EXTM3U\n#EXTINF:2,\na.m4s\n')).toBeUndefined();
  });
});

const master = '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n720p/playlist.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=2\nb\n';

describe('firstVariantUri', () => {
  it('is the first line that is no tag', () => {
    expect(firstVariantUri(master)).toBe('720p/playlist.m3u8');
    expect(firstVariantUri('#EXTM3U\n')).toBeUndefined();
  });
});

describe('closePlaylist', () => {
  it.each([
    ['says that nothing will be added', playlist, ended],
    ['adds no second end', ended, ended],
    ['leaves a master playlist alone', master, master],
  ])('%s', (_what, text, expected) => {
    expect(closePlaylist(text)).toBe(expected);
  });
});
