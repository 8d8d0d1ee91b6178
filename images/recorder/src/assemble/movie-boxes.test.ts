import { type Box, childrenOf, readBoxes, requireBox, wholeOf } from '@kubecast/media/boxes';
import { describe, expect, it } from 'vitest';
import { buildDataHead, buildFree, buildMovie, type MovieTrack } from './movie-boxes.ts';
import { TrackTable } from './track-table.ts';

const dataStart = 0x1_2345_6789;
/** Beyond 4 GiB from the data's start. */
const farChunk = 2 ** 33 + 7;
/** Of one picture: the longest that a table can say. */
const longest = 0xffff_fff0;

const description = Buffer.from('00000010737473640000000000000000', 'hex');

const trackOf = (kind: MovieTrack['kind'], fill: (table: TrackTable) => void): MovieTrack => {
  const table = new TrackTable();
  fill(table);
  const form =
    kind === 'video'
      ? { id: 1, timescale: 90_000, width: 1280, height: 720 }
      : { id: 2, timescale: 48_000, width: 0, height: 0 };
  return { kind, description, table, ...form };
};

const video = trackOf('video', (table) => {
  for (const [index, size] of [900, 100, 100, 800].entries()) table.add(size, longest, index % 3 === 0);
  table.addChunk(0, 3);
  table.addChunk(farChunk, 1);
});

const audio = trackOf('audio', (table) => {
  for (let frame = 0; frame < 3; frame += 1) table.add(300, 1024, false);
  table.addChunk(1100, 3);
});

const movie = buildMovie([video, audio], dataStart);

const bodyOf = (box: Box): Buffer => movie.subarray(box.body, box.end);
const [moov] = readBoxes(movie, 0, movie.length);
const traks = moov ? childrenOf(movie, moov).filter(({ type }) => type === 'trak') : [];
const at = (trak: number, ...path: readonly string[]): Buffer =>
  bodyOf(requireBox(movie, traks[trak] ?? wholeOf(movie), ...path));
const table = (trak: number, type: string): Buffer => at(trak, 'mdia', 'minf', 'stbl', type);
const words = (bytes: Buffer, from = 4): readonly number[] =>
  Array.from({ length: (bytes.length - from) / 4 }, (_, index) => bytes.readUInt32BE(from + index * 4));
const longs = (bytes: Buffer, from: number): readonly bigint[] =>
  Array.from({ length: (bytes.length - from) / 8 }, (_, index) => bytes.readBigUInt64BE(from + index * 8));

describe('buildMovie', () => {
  it('writes durations that do not fit 32 bits', () => {
    const ticks = 4 * longest;
    const milliseconds = BigInt(Math.round(ticks / 90));
    expect(ticks).toBeGreaterThan(2 ** 32);
    const mvhd = bodyOf(requireBox(movie, wholeOf(movie), 'moov', 'mvhd'));
    expect([mvhd.readUInt32BE(20), mvhd.readBigUInt64BE(24)]).toEqual([1000, milliseconds]);
    const tkhd = at(0, 'tkhd');
    expect([tkhd.readUInt32BE(20), tkhd.readBigUInt64BE(28)]).toEqual([1, milliseconds]);
    const mdhd = at(0, 'mdia', 'mdhd');
    expect([mdhd.readUInt32BE(20), mdhd.readBigUInt64BE(24)]).toEqual([90_000, BigInt(ticks)]);
  });

  it('writes offsets that do not fit 32 bits', () => {
    expect(longs(table(0, 'co64'), 8)).toEqual([BigInt(dataStart), BigInt(dataStart + farChunk)]);
    expect(longs(table(1, 'co64'), 8)).toEqual([BigInt(dataStart + 1100)]);
  });

  it('writes sizes, keyframes and chunks', () => {
    expect(words(table(0, 'stsz'))).toEqual([0, 4, 900, 100, 100, 800]);
    expect(words(table(0, 'stss'))).toEqual([2, 1, 4]);
    expect(words(table(0, 'stsc'))).toEqual([2, 1, 3, 1, 2, 1, 1]);
    expect(words(table(0, 'stts'))).toEqual([1, 4, longest]);
    expect(words(table(1, 'stts'))).toEqual([1, 3, 1024]);
    expect(() => table(1, 'stss')).toThrow('missing');
  });

  it('writes size and sound of the tracks', () => {
    const [picture, sound] = [at(0, 'tkhd'), at(1, 'tkhd')];
    expect(words(picture.subarray(-8), 0)).toEqual([1280 * 65_536, 720 * 65_536]);
    expect(words(sound.subarray(-8), 0)).toEqual([0, 0]);
    expect([picture.readUInt16BE(48), sound.readUInt16BE(48)]).toEqual([0, 0x0100]);
  });

  it('makes golden/movie.txt', async () => {
    const rows = movie.toString('hex').match(/.{1,64}/g) ?? [];
    await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot('golden/movie.txt');
  });
});

describe('buildDataHead', () => {
  it('says how many bytes follow, beyond 4 GiB too', () => {
    const head = buildDataHead(2 ** 33);
    expect([head.readUInt32BE(0), head.toString('latin1', 4, 8), head.readBigUInt64BE(8)]).toEqual([
      1,
      'mdat',
      2n ** 33n + 16n,
    ]);
  });
});

describe('buildFree', () => {
  it.each([8, 9, 5000])('fills %i bytes', (size) => {
    const bytes = buildFree(size);
    expect([bytes.length, bytes.readUInt32BE(0), bytes.toString('latin1', 4, 8)]).toEqual([size, size, 'free']);
  });
});
