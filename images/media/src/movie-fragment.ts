/** Times and sync flags of one fragment's tracks (ISO/IEC 14496-12, 8.8). Pure. */
import { type Box, BoxError, childrenOf, requireBox } from './boxes.ts';
import type { Track } from './init-section.ts';

/** One track's run of samples in one fragment; times in the track's own ticks. */
export interface TrackFragment {
  readonly trackId: number;
  readonly decodeTime: number;
  readonly duration: number;
  readonly samples: number;
  /** True when the first sample is a sync sample. */
  readonly sync: boolean;
}

/** What a `tfhd` leaves to its samples, or says for all of them. */
export interface SampleDefaults {
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
export const isNonSync = 0x0001_0000;

/** The flags of a full box. */
export const boxFlags = (bytes: Buffer, box: Box): number => bytes.readUInt32BE(box.body) & 0x00ff_ffff;

const isDefault = (name: string): name is keyof SampleDefaults => ['duration', 'size', 'flags'].includes(name);

/** `trex` may name a size too; FFmpeg never does. */
export const readDefaults = (bytes: Buffer, tfhd: Box, track: Track): SampleDefaults => {
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
export const readDecodeTime = (bytes: Buffer, tfdt: Box): number =>
  bytes.readUInt8(tfdt.body) === 1 ? Number(bytes.readBigUInt64BE(tfdt.body + 4)) : bytes.readUInt32BE(tfdt.body + 4);

interface Run {
  readonly samples: number;
  readonly duration: number;
  readonly firstFlags: number;
}

/** `trun`: count, then optional data offset and first sample's flags, then a row of optional fields for each sample. */
const readRun = (bytes: Buffer, trun: Box, defaults: SampleDefaults): Run => {
  const present = boxFlags(bytes, trun);
  const samples = bytes.readUInt32BE(trun.body + 4);
  const firstFlagsAt = trun.body + 8 + (present & 0x01 ? 4 : 0);
  const rows = firstFlagsAt + (present & 0x04 ? 4 : 0);
  const columns = [0x100, 0x200, 0x400, 0x800].filter((flag) => present & flag);
  const stride = columns.length * 4;
  if (rows + samples * stride > trun.end) throw new BoxError(`A run of ${samples} samples ends beyond its box`);
  const flagsAt = present & 0x04 ? firstFlagsAt : rows + columns.indexOf(0x400) * 4;
  return {
    samples,
    duration: present & 0x100 ? sumColumn(bytes, rows, stride, samples) : samples * defaults.duration,
    firstFlags: present & 0x404 && samples > 0 ? bytes.readUInt32BE(flagsAt) : defaults.flags,
  };
};

const sumColumn = (bytes: Buffer, at: number, stride: number, rows: number): number => {
  let sum = 0;
  for (let row = 0; row < rows; row += 1) sum += bytes.readUInt32BE(at + row * stride);
  return sum;
};

const readTraf = (bytes: Buffer, traf: Box, tracks: readonly Track[]): TrackFragment => {
  const tfhd = requireBox(bytes, traf, 'tfhd');
  const trackId = bytes.readUInt32BE(tfhd.body + 4);
  const track = tracks.find(({ id }) => id === trackId);
  if (!track) throw new BoxError(`A fragment has samples of track ${trackId}, which the initialisation section lacks`);
  const defaults = readDefaults(bytes, tfhd, track);
  const runs = childrenOf(bytes, traf)
    .filter(({ type }) => type === 'trun')
    .map((trun) => readRun(bytes, trun, defaults));
  return {
    trackId,
    decodeTime: readDecodeTime(bytes, requireBox(bytes, traf, 'tfdt')),
    duration: runs.reduce((sum, run) => sum + run.duration, 0),
    samples: runs.reduce((sum, run) => sum + run.samples, 0),
    sync: ((runs[0]?.firstFlags ?? isNonSync) & isNonSync) === 0,
  };
};

/** Each track's samples in a `moof`. Throws {@link BoxError} for what is malformed. */
export const readMovieFragment = (bytes: Buffer, moof: Box, tracks: readonly Track[]): readonly TrackFragment[] =>
  childrenOf(bytes, moof)
    .filter(({ type }) => type === 'traf')
    .map((traf) => readTraf(bytes, traf, tracks));
