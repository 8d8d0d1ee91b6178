/** How much room the index of a video needs at most, before any of it was read (pure). */
import type { RecordingPlan } from '../plan/recording-plan.ts';

/** The transcoder makes no more frames a second, and no shorter parts. */
const framesPerSecond = 60;
const fragmentsPerSecond = 5;
const audioFramesPerSecond = 48_000 / 1024;
/** Of a sample its size; of a chunk its place and its length. */
const sampleBytes = 4;
const chunkBytes = 8 + 12;
/** A segment's keyframe, fragments cut short at its ends, and a duration of its own. */
const segmentBytes = 4 + 4 * chunkBytes + 4 * 8;
/** All boxes but the tables. */
const fixedBytes = 4096;

/** Bytes. A session that needs more, which none of ours does, is written again with the room that it needs. */
export const indexRoom = ({ segments }: RecordingPlan): number => {
  const seconds = segments.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000;
  const secondBytes = (framesPerSecond + audioFramesPerSecond) * sampleBytes + 2 * fragmentsPerSecond * chunkBytes;
  return Math.ceil(fixedBytes + seconds * secondBytes + segments.length * segmentBytes);
};
