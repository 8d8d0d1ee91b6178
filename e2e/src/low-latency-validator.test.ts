import { describe, expect, it } from 'vitest';
import { parseLowLatencyPlaylist } from './low-latency-playlist.ts';
import { checkDelta, checkLowLatency, checkLowLatencyReload } from './low-latency-validator.ts';

const head = [
  '#EXTM3U',
  '#EXT-X-VERSION:9',
  '#EXT-X-TARGETDURATION:2',
  '#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.5,CAN-SKIP-UNTIL=12',
  '#EXT-X-PART-INF:PART-TARGET=0.5',
  '#EXT-X-MEDIA-SEQUENCE:7',
];
const part = (name: string, seconds = '0.5', more = '') => `#EXT-X-PART:DURATION=${seconds},URI="${name}"${more}`;
const segment = (name: string, seconds = '1.000') => [`#EXTINF:${seconds},`, name];
const seven = [part('7.0', '0.5', ',INDEPENDENT=YES'), part('7.1'), ...segment('7.m4s')];
const hint = '#EXT-X-PRELOAD-HINT:TYPE=PART,URI="8.1"';
const tail = [part('8.0'), hint];
const read = (...lines: readonly (string | readonly string[])[]) => parseLowLatencyPlaylist(lines.flat().join('\n'));
const good = read(head, seven, tail);

describe('parseLowLatencyPlaylist', () => {
  it('numbers parts by their segments', () => {
    expect(good.parts.map(({ sequence, index, uri }) => [sequence, index, uri])).toEqual([
      [7, 0, '7.0'],
      [7, 1, '7.1'],
      [8, 0, '8.0'],
    ]);
    expect([good.hint, good.endsWith, good.partTarget, good.partHoldBack]).toEqual(['8.1', 'hint', 0.5, 1.5]);
  });

  it('counts what a delta skips', () => {
    const delta = read(head, '#EXT-X-SKIP:SKIPPED-SEGMENTS=3', segment('10.m4s'), part('11.0'));
    expect(delta.segments.map(({ sequence }) => sequence)).toEqual([10]);
    expect(delta.parts[0]?.sequence).toBe(11);
  });
});

describe('checkLowLatency', () => {
  it('finds nothing in a good playlist, in an ended one, and in one without parts', () => {
    expect(checkLowLatency(good)).toEqual([]);
    expect(checkLowLatency(read(head, seven, '#EXT-X-ENDLIST'))).toEqual([]);
    expect(checkLowLatency(read(head.slice(0, 3), segment('7.m4s')))).toEqual([]);
  });

  const changed = (from: string, to: string) =>
    read(
      head.map((line) => line.replace(from, to)),
      seven,
      tail,
    );

  it.each([
    ['a segment at the end', read(head, seven), 'it goes on and ends with a segment: it needs a part or a hint'],
    ['parts without a target', read(head.toSpliced(4, 1), seven), 'there are parts and no EXT-X-PART-INF'],
    ['a long part', read(head, seven, part('8.0', '0.6')), 'part 8.0 lasts 0.6 s, too long'],
    ['a short part', read(head, seven, part('8.0', '0.3'), part('8.1')), 'part 8.0 lasts 0.3 s, too short'],
    ['a part without a URI', read(head, seven, '#EXT-X-PART:DURATION=0.5'), 'part 8.0 has no URI'],
    [
      'parts that are not the segment',
      read(head, seven.with(-2, '#EXTINF:1.4,'), tail),
      'the parts of 7 last 1.000 s, it 1.4 s',
    ],
    ['a short part hold-back', changed('HOLD-BACK=1.5', 'HOLD-BACK=0.9'), 'PART-HOLD-BACK is 0.9 s, less than 1 s'],
    ['no part hold-back', changed('PART-HOLD-BACK=1.5,', ''), 'there are parts and no PART-HOLD-BACK'],
    ['no blocking reload', changed('CAN-BLOCK-RELOAD=YES,', ''), 'there are parts and no CAN-BLOCK-RELOAD=YES'],
    ['a short skip', changed('UNTIL=12', 'UNTIL=6'), 'CAN-SKIP-UNTIL is 6 s, less than 12 s'],
    [
      'a skip in an old version',
      read(head.with(1, '#EXT-X-VERSION:6'), '#EXT-X-SKIP:SKIPPED-SEGMENTS=1', tail),
      'EXT-X-VERSION 6 has no EXT-X-SKIP',
    ],
  ])('names %s', (_, playlist, fault) => {
    expect(checkLowLatency(playlist)).toContain(fault);
  });
});

describe('checkLowLatencyReload', () => {
  it('lets parts come and go', () => {
    expect(checkLowLatencyReload(good, read(head, seven, part('8.0'), part('8.1'), hint))).toEqual([]);
  });

  it('names another target', () => {
    const other = read(head.with(4, '#EXT-X-PART-INF:PART-TARGET=0.6'), seven, tail);
    expect(checkLowLatencyReload(good, other)).toEqual(['EXT-X-PART-INF changed']);
  });
});

describe('checkDelta', () => {
  const full = read(head, segment('7.m4s'), segment('8.m4s'), segment('9.m4s'), part('10.0'));
  const delta = (skipped: number, ...names: readonly string[]) =>
    read(
      head,
      `#EXT-X-SKIP:SKIPPED-SEGMENTS=${skipped}`,
      names.flatMap((name) => segment(name)),
      part('10.0'),
    );

  it('finds nothing when both say the same', () => {
    expect(checkDelta(full, delta(2, '9.m4s'))).toEqual([]);
  });

  it.each([
    ['a wrong count', delta(1, '9.m4s'), 'the delta stands for 2 segments of 3'],
    ['another URI', delta(2, 'x.m4s'), 'the delta names x.m4s for 9, the playlist 9.m4s'],
    ['a number that is not there', delta(9, '9.m4s'), 'the delta begins with 16, which is not listed'],
    [
      'another first number',
      read(head.with(5, '#EXT-X-MEDIA-SEQUENCE:8')),
      'the delta has another EXT-X-MEDIA-SEQUENCE',
    ],
  ])('names %s', (_, playlist, fault) => {
    expect(checkDelta(full, playlist)).toContain(fault);
  });
});
