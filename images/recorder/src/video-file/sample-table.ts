/**
 * The sample tables of one track of a whole MP4 (ISO/IEC 14496-12, 8.6.1, 8.7): where its sync samples lie and when they are
 * shown. Pure. Composition offsets and edit lists are not read: our encoder makes no B-frames.
 */
import { type Box, findBox, requireBox } from '@kubecast/media/boxes';

/** A sample that can be decoded on its own. */
export interface Keyframe {
  readonly timeSeconds: number;
  /** Bytes from the start of the file. */
  readonly offset: number;
  readonly size: number;
}

export interface SampleTable {
  readonly samples: number;
  readonly keyframes: readonly Keyframe[];
}

/** `stts` and `stsc` say things by runs; this is one run after the other. */
interface Run {
  readonly count: number;
  readonly value: number;
}

interface ChunkRun {
  readonly firstChunk: number;
  readonly samplesPerChunk: number;
}

/** Rows of a table that begins with its length at `at`. */
const readRows = <T>(bytes: Buffer, at: number, stride: number, read: (row: number) => T): readonly T[] =>
  Array.from({ length: bytes.readUInt32BE(at) }, (_, row) => read(at + 4 + row * stride));

const readDurations = (bytes: Buffer, stbl: Box): readonly Run[] =>
  readRows(bytes, requireBox(bytes, stbl, 'stts').body + 4, 8, (at) => ({
    count: bytes.readUInt32BE(at),
    value: bytes.readUInt32BE(at + 4),
  }));

const readChunkRuns = (bytes: Buffer, stbl: Box): readonly ChunkRun[] =>
  readRows(bytes, requireBox(bytes, stbl, 'stsc').body + 4, 12, (at) => ({
    firstChunk: bytes.readUInt32BE(at),
    samplesPerChunk: bytes.readUInt32BE(at + 4),
  }));

const readChunkOffsets = (bytes: Buffer, stbl: Box): readonly number[] => {
  const large = findBox(bytes, stbl, 'co64');
  if (large) return readRows(bytes, large.body + 4, 8, (at) => Number(bytes.readBigUInt64BE(at)));
  return readRows(bytes, requireBox(bytes, stbl, 'stco').body + 4, 4, (at) => bytes.readUInt32BE(at));
};

/** Without `stss` every sample is one. Sample numbers count from 1 there, from 0 here. */
const readSync = (bytes: Buffer, stbl: Box): ((sample: number) => boolean) => {
  const stss = findBox(bytes, stbl, 'stss');
  if (!stss) return () => true;
  const numbers = new Set(readRows(bytes, stss.body + 4, 4, (at) => bytes.readUInt32BE(at) - 1));
  return (sample) => numbers.has(sample);
};

const readSizes = (bytes: Buffer, stbl: Box): { count: number; sizeOf: (sample: number) => number } => {
  const { body } = requireBox(bytes, stbl, 'stsz');
  const common = bytes.readUInt32BE(body + 4);
  const count = bytes.readUInt32BE(body + 8);
  return { count, sizeOf: common > 0 ? () => common : (sample) => bytes.readUInt32BE(body + 12 + sample * 4) };
};

/** The time of each sample in turn, in ticks. */
function* sampleTimes(runs: readonly Run[]): Generator<number, undefined> {
  let time = 0;
  for (const { count, value } of runs) {
    for (let index = 0; index < count; index += 1) {
      yield time;
      time += value;
    }
  }
}

/** How many samples each chunk has, in turn. */
function* chunkLengths(runs: readonly ChunkRun[], chunks: number): Generator<number, undefined> {
  for (const [index, { firstChunk, samplesPerChunk }] of runs.entries()) {
    const next = runs[index + 1]?.firstChunk ?? chunks + 1;
    for (let chunk = firstChunk; chunk < next; chunk += 1) yield samplesPerChunk;
  }
}

/** Reads an `stbl`; `timescale` is ticks a second. Throws `BoxError` and `RangeError` for what is malformed. */
export const readSampleTable = (bytes: Buffer, stbl: Box, timescale: number): SampleTable => {
  const { count, sizeOf } = readSizes(bytes, stbl);
  const isSync = readSync(bytes, stbl);
  const offsets = readChunkOffsets(bytes, stbl);
  const times = sampleTimes(readDurations(bytes, stbl));
  const lengths = chunkLengths(readChunkRuns(bytes, stbl), offsets.length);
  const keyframes: Keyframe[] = [];
  let sample = 0;
  for (let offset of offsets) {
    const end = Math.min(count, sample + (lengths.next().value ?? 0));
    for (; sample < end; sample += 1) {
      const [time, size] = [times.next().value ?? 0, sizeOf(sample)];
      if (isSync(sample)) keyframes.push({ timeSeconds: time / timescale, offset, size });
      offset += size;
    }
  }
  return { samples: count, keyframes };
};
