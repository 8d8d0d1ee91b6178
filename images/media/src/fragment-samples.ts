/** Where each sample of a movie fragment lies, how long it is shown and whether it can be decoded alone (ISO/IEC 14496-12, 8.8). Pure. */
import { type Box, BoxError, childrenOf, requireBox } from './boxes.ts';
import type { Track } from './init-section.ts';

/** One picture, or one AAC frame. */
export interface FragmentSample {
  /** In the buffer that the fragment was read from. */
  readonly offset: number;
  readonly size: number;
  /** Ticks of its track. */
  readonly duration: number;
  readonly sync: boolean;
  /** Ticks from when it is decoded to when it is shown. */
  readonly compositionOffset: number;
}

/** The samples of one track in one fragment. */
export interface TrackSamples {
  readonly track: Track;
  readonly decodeTime: number;
  readonly samples: readonly FragmentSample[];
}

/** What a `tfhd` leaves to its samples, or says for all of them. */
interface SampleDefaults {
  readonly duration: number;
  readonly size: number;
  readonly flags: number;
}

/** `tfhd` flags: which optional fields follow the track id. */
const tfhdFields = [
  { flag: 0x01, bytes: 8, name: 'baseDataOffset' },
  { flag: 0x02, bytes: 4, name: 'description' },
  { flag: 0x08, bytes: 4, name: 'duration' },
  { flag: 0x10, bytes: 4, name: 'size' },
  { flag: 0x20, bytes: 4, name: 'flags' },
] as const;

/** Of a sample's flags: it needs another one to be decoded. */
const isNonSync = 0x0001_0000;

/** The flags of a full box. */
const boxFlags = (bytes: Buffer, box: Box): number => bytes.readUInt32BE(box.body) & 0x00ff_ffff;

const isDefault = (name: string): name is keyof SampleDefaults => ['duration', 'size', 'flags'].includes(name);

/** `trex` may name a size too; FFmpeg never does. */
const readDefaults = (bytes: Buffer, tfhd: Box, track: Track): SampleDefaults => {
  const present = boxFlags(bytes, tfhd);
  const found = { duration: track.defaultDuration, size: 0, flags: track.defaultFlags };
  let at = tfhd.body + 8;
  for (const field of tfhdFields) {
    if ((present & field.flag) === 0) continue;
    if (isDefault(field.name)) found[field.name] = bytes.readUInt32BE(at);
    at += field.bytes;
  }
  return found;
};

/** The time of a `tfdt`, in ticks. */
const readDecodeTime = (bytes: Buffer, tfdt: Box): number =>
  bytes.readUInt8(tfdt.body) === 1 ? Number(bytes.readBigUInt64BE(tfdt.body + 4)) : bytes.readUInt32BE(tfdt.body + 4);

const dataOffsetFlag = 0x01;
const firstFlagsFlag = 0x04;
/** Columns of a row of `trun`, in their order. */
const columnFlags = { duration: 0x100, size: 0x200, flags: 0x400, compositionOffset: 0x800 } as const;

type Column = keyof typeof columnFlags;

interface Row {
  readonly duration: number;
  readonly size: number;
  readonly flags: number;
  readonly compositionOffset: number;
}

const columnsOf = (present: number): readonly Column[] =>
  (Object.keys(columnFlags) as Column[]).filter((column) => present & columnFlags[column]);

const readRows = (bytes: Buffer, trun: Box, defaults: SampleDefaults): readonly Row[] => {
  const present = boxFlags(bytes, trun);
  const columns = columnsOf(present);
  const count = bytes.readUInt32BE(trun.body + 4);
  const firstFlagsAt = trun.body + 8 + (present & dataOffsetFlag ? 4 : 0);
  const rowsAt = firstFlagsAt + (present & firstFlagsFlag ? 4 : 0);
  const stride = columns.length * 4;
  if (rowsAt + count * stride > trun.end) throw new BoxError(`A run of ${count} samples ends beyond its box`);
  return Array.from({ length: count }, (_, index) => {
    const row = { ...defaults, compositionOffset: 0 };
    if (index === 0 && present & firstFlagsFlag) row.flags = bytes.readUInt32BE(firstFlagsAt);
    for (const [column, name] of columns.entries())
      row[name] = bytes.readUInt32BE(rowsAt + index * stride + column * 4);
    return row;
  });
};

/** Offsets count from the `moof` (`default-base-is-moof`), the only base that fragments in segments can have. */
const readTraf = (bytes: Buffer, moof: Box, traf: Box, tracks: readonly Track[]): TrackSamples => {
  const tfhd = requireBox(bytes, traf, 'tfhd');
  const trackId = bytes.readUInt32BE(tfhd.body + 4);
  const track = tracks.find(({ id }) => id === trackId);
  if (!track) throw new BoxError(`A fragment has samples of track ${trackId}, which the initialisation section lacks`);
  const defaults = readDefaults(bytes, tfhd, track);
  const samples: FragmentSample[] = [];
  let offset = moof.end + 8;
  for (const trun of childrenOf(bytes, traf).filter(({ type }) => type === 'trun')) {
    if (boxFlags(bytes, trun) & dataOffsetFlag) offset = moof.start + bytes.readInt32BE(trun.body + 8);
    for (const { flags, ...row } of readRows(bytes, trun, defaults)) {
      samples.push({ ...row, offset, sync: (flags & isNonSync) === 0 });
      offset += row.size;
    }
  }
  return { track, decodeTime: readDecodeTime(bytes, requireBox(bytes, traf, 'tfdt')), samples };
};

/** Each track's samples in a `moof`. Throws `BoxError` and `RangeError` for what is malformed. */
export const readFragmentSamples = (bytes: Buffer, moof: Box, tracks: readonly Track[]): readonly TrackSamples[] =>
  childrenOf(bytes, moof)
    .filter(({ type }) => type === 'traf')
    .map((traf) => readTraf(bytes, moof, traf, tracks));
