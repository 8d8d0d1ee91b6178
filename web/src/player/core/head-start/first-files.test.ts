import { describe, expect, it } from 'vitest';
import { firstFiles, firstPlaylist } from './first-files.ts';

const master = `#EXTM3U
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-STREAM-INF:BANDWIDTH=5200000,AVERAGE-BANDWIDTH=900000,CODECS="avc1.42c01e,mp4a.40.2",RESOLUTION=1920x1080
1080p/playlist.m3u8
#EXT-X-STREAM-INF:AVERAGE-BANDWIDTH=2500000,BANDWIDTH=2900000,RESOLUTION=1280x720
720p/playlist.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=900000
360p/playlist.m3u8
`;

describe('firstPlaylist', () => {
  it.each([
    ['the best rung that the line carries', 3_000_000, '720p/playlist.m3u8'],
    ['the best of all on a fast line', 9_000_000, '1080p/playlist.m3u8'],
    ['the smallest one where none fits', 200_000, '360p/playlist.m3u8'],
  ])('is %s', (_, bitsPerSecond, expected) => {
    expect(firstPlaylist(master, bitsPerSecond)).toBe(expected);
  });

  it('is nothing of what is no master playlist', () => {
    expect(firstPlaylist('<!doctype html>', 3_000_000)).toBeUndefined();
  });
});

const head = '#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MAP:URI="first-init.mp4"\n';
const segments = (...names: readonly string[]): string => names.map((name) => `#EXTINF:2.000,\n${name}.m4s\n`).join('');

describe('firstFiles', () => {
  it.each([
    ['three target durations from the end', segments('a', 'b', 'c', 'd', 'e'), ['first-init.mp4', 'c.m4s']],
    ['the oldest segment of a short window', segments('a', 'b'), ['first-init.mp4', 'a.m4s']],
    [
      'with the initialization segment of its own encoder',
      `${segments('a')}#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI="second-init.mp4"\n${segments('b', 'c', 'd')}`,
      ['second-init.mp4', 'b.m4s'],
    ],
    ['nothing where nothing is there yet', '', []],
    ['nothing of a session that has ended', `${segments('a', 'b', 'c', 'd')}#EXT-X-ENDLIST\n`, []],
  ])('are %s', (_, rest, expected) => {
    expect(firstFiles(head + rest, 3)).toEqual(expected);
  });
});
