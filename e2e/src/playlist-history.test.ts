import { describe, expect, it } from 'vitest';
import { parseMediaPlaylist } from './hls-playlist.ts';
import { parseLowLatencyPlaylist } from './low-latency-playlist.ts';
import { PlaylistHistory } from './playlist-history.ts';

/** Segments of 2 s from this number on, the first dated so many seconds after midnight. */
const window = (first: number, atSeconds: number, ...names: readonly string[]) =>
  parseMediaPlaylist(
    [
      ...['#EXTM3U', '#EXT-X-VERSION:6', '#EXT-X-TARGETDURATION:2', `#EXT-X-MEDIA-SEQUENCE:${first}`],
      ...['#EXT-X-MAP:URI="1-init.mp4"', `#EXT-X-PROGRAM-DATE-TIME:${new Date(atSeconds * 1_000).toISOString()}`],
      ...names.flatMap((name) => ['#EXTINF:2.000,', name]),
    ].join('\n'),
  );

describe('takeSegments', () => {
  it('finds nothing while a window moves on', () => {
    const history = new PlaylistHistory();
    expect(history.takeSegments(window(7, 0, 'a', 'b', 'c'))).toEqual([]);
    expect(history.takeSegments(window(8, 2, 'b', 'c', 'd'))).toEqual([]);
    expect(history.takeSegments(window(12, 40, 'h'))).toEqual([]);
  });

  it('names what became another one', () => {
    const history = new PlaylistHistory();
    history.takeSegments(window(7, 0, 'a', 'b'));
    expect(history.takeSegments(window(7, 0, 'a', 'other'))).toEqual(['8 had uri b, now other']);
  });

  it('remembers a number that had left the window', () => {
    const history = new PlaylistHistory();
    history.takeSegments(window(7, 0, 'a', 'b'));
    history.takeSegments(window(9, 4, 'c', 'd'));
    expect(history.takeSegments(window(7, 0, 'a', 'other'))).toEqual(['8 had uri b, now other']);
  });

  it('names a date that goes back between windows that have nothing in common', () => {
    const history = new PlaylistHistory();
    history.takeSegments(window(7, 10, 'a', 'b'));
    expect(history.takeSegments(window(20, 13, 'n', 'o'))).toEqual(['20 is dated 1000 ms before the end of 8']);
  });
});

describe('takeParts', () => {
  const parts = (...names: readonly string[]) =>
    parseLowLatencyPlaylist(
      ['#EXTM3U', '#EXT-X-MEDIA-SEQUENCE:7', ...names.map((name) => `#EXT-X-PART:DURATION=0.5,URI="${name}"`)].join(
        '\n',
      ),
    );

  it('names a part that became another one, also after it was not listed for a while', () => {
    const history = new PlaylistHistory();
    expect(history.takeParts(parts('7.0', '7.1'))).toEqual([]);
    expect(history.takeParts(parts())).toEqual([]);
    expect(history.takeParts(parts('7.0', 'x'))).toEqual(['part 7.1 was 7.1 of 0.5 s, now x of 0.5 s']);
  });
});
