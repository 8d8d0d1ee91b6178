/**
 * The boxes around the samples of a whole MP4 (ISO/IEC 14496-12): `ftyp`, `moov` and the head of `mdat`. Pure, and nothing in
 * them tells when or where they were written.
 */
import type { Repeated, TrackTable } from './track-table.ts';

/** One track of the movie. */
export interface MovieTrack {
  readonly kind: 'video' | 'audio';
  readonly id: number;
  readonly timescale: number;
  /** The `stsd` box: how samples are decoded. */
  readonly description: Buffer;
  /** Pixels; 0 for sound. */
  readonly width: number;
  readonly height: number;
  readonly table: TrackTable;
}

type Field = Buffer | number;

/** A number is one of 32 bits. */
const bytesOf = (field: Field): Buffer => {
  if (typeof field !== 'number') return field;
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(field);
  return bytes;
};

const uint64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
};

const uint16 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value, index * 2);
  return bytes;
};

const text = (value: string): Buffer => Buffer.from(value, 'latin1');

const box = (type: string, ...fields: readonly Field[]): Buffer => {
  const body = Buffer.concat(fields.map(bytesOf));
  return Buffer.concat([bytesOf(body.length + 8), text(type), body]);
};

/** A box with a version and flags. */
const fullBox = (type: string, [version, flags]: readonly [number, number], ...fields: readonly Field[]): Buffer =>
  box(type, version * 2 ** 24 + flags, ...fields);

const bigEndian = (values: Uint32Array): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
  return bytes;
};

const pairs = (rows: readonly Repeated[]): Buffer =>
  bigEndian(Uint32Array.from(rows.flatMap(({ count, value }) => [count, value])));

/** First chunk, samples a chunk, sample description; a row where the number of samples changes. */
const chunkRows = (lengths: readonly Repeated[]): Buffer => {
  let chunk = 1;
  const rows = lengths.flatMap(({ count, value }) => {
    const row = [chunk, value, 1];
    chunk += count;
    return row;
  });
  return bigEndian(Uint32Array.from(rows));
};

const chunkOffsets = (offsets: readonly number[], dataStart: number): Buffer => {
  const bytes = Buffer.alloc(offsets.length * 8);
  for (const [index, offset] of offsets.entries()) bytes.writeBigUInt64BE(BigInt(dataStart + offset), index * 8);
  return bytes;
};

const sampleTable = ({ kind, description, table }: MovieTrack, dataStart: number): Buffer => {
  const sync = table.syncSamples;
  return box(
    'stbl',
    description,
    fullBox('stts', [0, 0], table.durations.length, pairs(table.durations)),
    // Without it every sample is one: AAC frames are.
    ...(kind === 'video' ? [fullBox('stss', [0, 0], sync.length, bigEndian(sync))] : []),
    fullBox('stsc', [0, 0], table.chunkLengths.length, chunkRows(table.chunkLengths)),
    fullBox('stsz', [0, 0], 0, table.samples, bigEndian(table.sizes)),
    fullBox('co64', [0, 0], table.chunkOffsets.length, chunkOffsets(table.chunkOffsets, dataStart)),
  );
};

/** Of `mvhd` and `tkhd`, in the order of the matrix's nine numbers: nothing is turned or moved. */
const unityMatrix = bigEndian(Uint32Array.from([0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000]));

/** Ticks a second of the movie as a whole; each track has its own. */
const movieTimescale = 1000;

const movieDuration = ({ timescale, table }: MovieTrack): number =>
  Math.round((table.duration * movieTimescale) / timescale);

/** Creation and modification: none. */
const noTimes = [uint64(0), uint64(0)] as const;
const undetermined = 0x55c4;
/** Enabled, and part of the movie. */
const trackFlags = 3;

const trackHeader = (track: MovieTrack): Buffer =>
  fullBox(
    'tkhd',
    [1, trackFlags],
    ...noTimes,
    track.id,
    0,
    uint64(movieDuration(track)),
    Buffer.alloc(8),
    // Layer, alternate group, volume, reserved.
    uint16(0, 0, track.kind === 'audio' ? 0x0100 : 0, 0),
    unityMatrix,
    track.width * 2 ** 16,
    track.height * 2 ** 16,
  );

const handlers = {
  video: { type: 'vide', name: 'VideoHandler', header: () => fullBox('vmhd', [0, 1], Buffer.alloc(8)) },
  audio: { type: 'soun', name: 'SoundHandler', header: () => fullBox('smhd', [0, 0], 0) },
} as const;

/** The samples are in this very file. */
const dataInformation = (): Buffer => box('dinf', fullBox('dref', [0, 0], 1, fullBox('url ', [0, 1])));

const trackBox = (track: MovieTrack, dataStart: number): Buffer => {
  const { type, name, header } = handlers[track.kind];
  const handler = fullBox('hdlr', [0, 0], 0, text(type), Buffer.alloc(12), text(`${name}\0`));
  const mediaHeader = fullBox(
    'mdhd',
    [1, 0],
    ...noTimes,
    track.timescale,
    uint64(track.table.duration),
    uint16(undetermined, 0),
  );
  const information = box('minf', header(), dataInformation(), sampleTable(track, dataStart));
  return box('trak', trackHeader(track), box('mdia', mediaHeader, handler, information));
};

/** `dataStart`: where in the file the samples begin. */
export const buildMovie = (tracks: readonly MovieTrack[], dataStart: number): Buffer => {
  const header = fullBox(
    'mvhd',
    [1, 0],
    ...noTimes,
    movieTimescale,
    uint64(Math.max(...tracks.map(movieDuration))),
    // Rate 1, volume 1.
    0x1_0000,
    uint16(0x0100, 0),
    Buffer.alloc(8),
    unityMatrix,
    Buffer.alloc(24),
    tracks.length + 1,
  );
  return box('moov', header, ...tracks.map((track) => trackBox(track, dataStart)));
};

export const fileType: Buffer = box('ftyp', text('isom'), 512, text('isomiso2avc1mp41'));

/** Fills `size` bytes that nothing uses; at least 8. */
export const buildFree = (size: number): Buffer => box('free', Buffer.alloc(size - 8));

/** The head of an `mdat` with `size` bytes of samples: always the long one. */
export const buildDataHead = (size: number): Buffer => Buffer.concat([bytesOf(1), text('mdat'), uint64(size + 16)]);

export const dataHeadBytes = 16;
