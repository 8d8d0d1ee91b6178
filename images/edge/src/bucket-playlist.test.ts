import { describe, expect, it } from 'vitest';
import { closeBucketPlaylist, playlistEndMs } from './bucket-playlist.ts';

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
const after = (seconds: number) => ({ isSuspended: false, graceSeconds: 120, now: new Date(endMs + seconds * 1000) });

describe('playlistEndMs', () => {
  it('adds the durations to the last time given', () => {
    expect(playlistEndMs(playlist)).toBe(endMs);
    expect(playlistEndMs('#EXTM3U\n#EXTINF:2,\na.m4s\n')).toBeUndefined();
  });
});

describe('closeBucketPlaylist', () => {
  it.each([
    ['leaves a playlist open while its session may go on', playlist, after(149), playlist],
    ['closes it when grace and upload are over', playlist, after(151), ended],
    ['closes it at once when the stream is suspended', playlist, { ...after(0), isSuspended: true }, ended],
    ['adds no second end', ended, after(1000), ended],
    ['leaves a master playlist alone', '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na\n', after(1e6), undefined],
  ])('%s', (_what, text, circumstances, expected) => {
    expect(closeBucketPlaylist(text, circumstances)).toBe(expected ?? text);
  });
});
