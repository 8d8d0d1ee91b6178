import { segmentName } from '@kubecast/media/keys';
import { describe, expect, it } from 'vitest';
import { parseMediaPlaylist, parseMultivariantPlaylist } from './hls-playlist.ts';
import { checkAlignment, checkMediaPlaylist, checkNames, checkReload } from './playlist-validator.ts';

const head = (sequence = 7, discontinuity = 2): string[] => [
  '#EXTM3U',
  '#EXT-X-VERSION:6',
  '#EXT-X-TARGETDURATION:2',
  `#EXT-X-MEDIA-SEQUENCE:${sequence}`,
  `#EXT-X-DISCONTINUITY-SEQUENCE:${discontinuity}`,
];
const epoch = (time: string, init = '2-init.mp4'): string[] => [
  `#EXT-X-MAP:URI="${init}"`,
  `#EXT-X-PROGRAM-DATE-TIME:2026-01-01T${time}Z`,
];
const segment = (name: string, seconds = '2.000'): string[] => [`#EXTINF:${seconds},`, name];
const read = (...lines: readonly string[][]) => parseMediaPlaylist(lines.flat().join('\n'));
const start = epoch('00:00:00.000');

const good = read(head(), start, segment('7.m4s'), segment('8.m4s'), [
  '#EXT-X-DISCONTINUITY',
  ...epoch('00:00:10.500', '3-init.mp4'),
  ...segment('9.m4s', '1.4'),
]);

describe('parseMediaPlaylist', () => {
  it('numbers, dates and places every segment', () => {
    const first = Date.UTC(2026, 0, 1);
    expect(good.segments).toEqual([
      {
        sequence: 7,
        discontinuity: 2,
        uri: '7.m4s',
        durationSeconds: 2,
        mapUri: '2-init.mp4',
        programDateTimeMs: first,
        isGap: false,
      },
      {
        ...{ sequence: 8, discontinuity: 2, uri: '8.m4s', durationSeconds: 2, mapUri: '2-init.mp4' },
        programDateTimeMs: first + 2000,
        isGap: false,
      },
      {
        ...{ sequence: 9, discontinuity: 3, uri: '9.m4s', durationSeconds: 1.4, mapUri: '3-init.mp4' },
        programDateTimeMs: first + 10_500,
        isGap: false,
      },
    ]);
  });
});

describe('parseMultivariantPlaylist', () => {
  it('keeps commas inside quotes', () => {
    const text = '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=5,CODECS="avc1,mp4a",FRAME-RATE=30.000\n360p/playlist.m3u8\n';
    expect(parseMultivariantPlaylist(text)).toEqual([
      { uri: '360p/playlist.m3u8', attributes: { BANDWIDTH: '5', CODECS: 'avc1,mp4a', 'FRAME-RATE': '30.000' } },
    ]);
  });

  it('refuses a media playlist', () => {
    expect(() => parseMultivariantPlaylist('#EXTM3U\n#EXTINF:2,\na.m4s\n')).toThrow('no multivariant playlist');
  });
});

describe('checkMediaPlaylist', () => {
  it('finds nothing in a good playlist', () => {
    expect(checkMediaPlaylist(good)).toEqual([]);
  });

  it.each([
    ['no first line', read(head().slice(1), start, segment('7.m4s')), 'the first line is not #EXTM3U'],
    ['a long segment', read(head(), start, segment('7.m4s', '2.6')), '7 lasts 2.6 s, more than the target'],
    ['an empty segment', read(head(), start, segment('7.m4s', '0')), '7 lasts 0 s'],
    ['no EXTINF', read(head(), start, ['7.m4s']), '7.m4s has no EXTINF'],
    ['no initialisation section', read(head(), start.slice(1), segment('7.m4s')), '7 has no EXT-X-MAP'],
    ['no date', read(head(), start.slice(0, 1), segment('7.m4s')), '7 has no date'],
    [
      'a date that goes back',
      read(head(), start, segment('7.m4s'), epoch('00:00:01.900'), segment('8.m4s')),
      "8 is dated 100 ms before its predecessor's end",
    ],
    [
      'a date that leaps in the middle of an epoch',
      read(head(), start, segment('7.m4s'), epoch('00:00:02.500'), segment('8.m4s')),
      "8 is dated 500 ms after its predecessor's end, without a discontinuity",
    ],
    ['a tag twice', read(head(), head().slice(2, 3), start, segment('7.m4s')), '#EXT-X-TARGETDURATION is there twice'],
    [
      'a late number',
      read(head().slice(0, 3), start, segment('0.m4s'), head().slice(3, 4)),
      '#EXT-X-MEDIA-SEQUENCE stands after a segment',
    ],
    [
      'no target',
      read(['#EXTM3U', '#EXT-X-VERSION:6'], start, segment('0.m4s')),
      'EXT-X-TARGETDURATION is missing or no whole number',
    ],
    [
      'an old version',
      read(['#EXTM3U', '#EXT-X-TARGETDURATION:2'], start, segment('0.m4s')),
      'EXT-X-VERSION 1 has no EXT-X-MAP: 6',
    ],
    [
      'a number that is no integer',
      read(head().with(3, '#EXT-X-MEDIA-SEQUENCE:7.5'), start, segment('7.m4s')),
      'EXT-X-MEDIA-SEQUENCE is no whole number',
    ],
    [
      'a gap in an old version',
      read(head(), start, ['#EXT-X-GAP'], segment('7.m4s')),
      'EXT-X-VERSION 6 has no EXT-X-GAP: 8',
    ],
  ])('names %s', (_, playlist, fault) => {
    expect(checkMediaPlaylist(playlist)).toContain(fault);
  });
});

describe('checkNames', () => {
  const named = (sequence: number) => segmentName({ epoch: 2, sequence, startUnixMs: 1, durationMs: 2_000 });

  it('finds nothing where names say the playlist’s numbers, and in a gap', () => {
    const playlist = read(head(), start, segment(named(7)), ['#EXT-X-GAP'], segment('gap-8'), segment(named(9)));
    expect(playlist.segments.map(({ isGap }) => isGap)).toEqual([false, true, false]);
    expect(checkNames(playlist)).toEqual([]);
  });

  it.each([
    ['another number', named(8), `7 is ${named(8)}, which has 8 in its name`],
    ['no number', 'seven.m4s', '7 is seven.m4s, which has no number in its name'],
  ])('names a segment with %s', (_, name, fault) => {
    expect(checkNames(read(head(), start, segment(name)))).toEqual([fault]);
  });
});

describe('checkReload', () => {
  const three = read(head(), start, segment('7.m4s'), segment('8.m4s'), segment('9.m4s'));
  const ended = read(head(), start, segment('7.m4s'), segment('8.m4s'), segment('9.m4s'), ['#EXT-X-ENDLIST']);
  const four = read(head(), start, segment('7.m4s'), segment('8.m4s'), segment('9.m4s'), segment('10.m4s'));

  it('lets a window move on', () => {
    const moved = ['8', '9', '10', '11'].flatMap((name) => segment(`${name}.m4s`));
    expect(checkReload(three, four)).toEqual([]);
    expect(checkReload(four, read(head(8), epoch('00:00:02.000'), moved))).toEqual([]);
    expect(checkReload(three, ended)).toEqual([]);
    expect(checkReload(ended, ended)).toEqual([]);
  });

  it.each([
    ['a number that went back', four, read(head(6), start, segment('6.m4s')), 'EXT-X-MEDIA-SEQUENCE went from 7 back'],
    ['segments that were taken back', four, three, 'segments from 10 on were taken back'],
    [
      'a window cut short',
      three,
      read(head(9), epoch('00:00:04.000'), segment('9.m4s')),
      'segments were removed and only 2 s are left',
    ],
    [
      'another discontinuity',
      three,
      read(head(7, 1), start, segment('7.m4s')),
      'EXT-X-DISCONTINUITY-SEQUENCE went back',
    ],
    ['an end that was none', ended, four, 'it changed after EXT-X-ENDLIST'],
    [
      'another target',
      three,
      parseMediaPlaylist(head().join('\n').replace('TARGETDURATION:2', 'TARGETDURATION:3')),
      'EXT-X-TARGETDURATION changed',
    ],
  ])('names %s', (_, before, after, fault) => {
    expect(checkReload(before, after)).toContain(fault);
  });
});

describe('checkAlignment', () => {
  it('compares the numbers that both have', () => {
    expect(checkAlignment(good, good)).toEqual([]);
    expect(checkAlignment(good, read(head(8), epoch('00:00:02.033'), segment('8.m4s')))).toEqual([
      `8 has programDateTimeMs ${Date.UTC(2026, 0, 1) + 2000} and ${Date.UTC(2026, 0, 1) + 2033}`,
    ]);
  });
});
