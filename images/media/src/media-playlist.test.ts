import { describe, expect, it } from 'vitest';
import {
  buildMediaPlaylist,
  contiguousTail,
  type MediaPlaylist,
  type PlaylistSegment,
  targetDurationSeconds,
} from './media-playlist.ts';

const start = Date.UTC(2026, 10, 22, 17, 41, 0, 250);

const segment = (epoch: number, sequence: number, more: Partial<PlaylistSegment> = {}): PlaylistSegment => ({
  epoch,
  sequence,
  startUnixMs: start + sequence * 2000,
  durationMs: 2000,
  uri: `../20261122-174100-k3ub/720p/${epoch}-${sequence}.m4s`,
  parts: [],
  ...more,
});

const playlist = (segments: readonly PlaylistSegment[], more: Partial<MediaPlaylist> = {}): MediaPlaylist => ({
  targetDurationSeconds: 2,
  segments,
  next: { epoch: 1, sequence: 0 },
  initUri: (epoch) => `../20261122-174100-k3ub/720p/${epoch}-init.mp4`,
  ended: false,
  ...more,
});

const parts = [{ uri: 'a.part.m4s', durationMs: 200, independent: true }];

const playlists: readonly [string, MediaPlaylist][] = [
  ['one-epoch', playlist([segment(1, 4), segment(1, 5), segment(1, 6, { durationMs: 2042, parts })])],
  [
    'three-epochs-later',
    playlist([segment(2, 10), segment(2, 11, { durationMs: 733 }), segment(5, 12), segment(5, 13)]),
  ],
  ['ended', playlist([segment(1, 0), segment(1, 1, { durationMs: 1 })], { ended: true })],
  ['empty-window', playlist([], { next: { epoch: 7, sequence: 42 } })],
];

describe('buildMediaPlaylist', () => {
  it.each(playlists)('gives the known text for %s', async (name, input) => {
    await expect(buildMediaPlaylist(input)).toMatchFileSnapshot(`golden/media-${name}.m3u8`);
  });
});

describe('contiguousTail', () => {
  const whole = [segment(1, 0), segment(1, 1), segment(2, 2)];
  const broken = [segment(1, 0), segment(1, 1), segment(2, 9), segment(2, 10), segment(3, 20)];

  it.each([
    ['nothing of nothing', [], []],
    ['everything when the numbers have no hole', whole, whole],
    ['what follows the last hole', broken, broken.slice(4)],
  ] as const)('gives %s', (_, segments, expected) => {
    expect(contiguousTail(segments)).toEqual(expected);
  });
});

describe('targetDurationSeconds', () => {
  it.each([
    [1, 1],
    [2, 2],
    [2.5, 3],
    [6, 6],
  ])('of segments of %d s is %d s', (segmentSeconds, expected) => {
    expect(targetDurationSeconds(segmentSeconds)).toBe(expected);
  });
});
