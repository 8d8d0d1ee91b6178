import { describe, expect, it } from 'vitest';
import { countUnlikeGaps, firstDifference, measureRecording, type RecordingMeasures } from './measure.ts';
import type { RecordingObservation, VideoFile } from './observation.ts';

const startMs = Date.UTC(2027, 0, 15, 8);
const frameTicks = 512;
const ticks = (...steps: readonly number[]): readonly number[] => {
  const all = [0];
  for (const step of steps) all.push((all.at(-1) ?? 0) + step);
  return all;
};

const video: VideoFile = { pictures: [1, 2, 3], complaints: '', ticks: ticks(frameTicks, frameTicks) };

const observation = (changes: Partial<RecordingObservation> = {}): RecordingObservation => ({
  ...{ freeMs: startMs, overMs: startMs + 12_500, recorders: 1, bucketPictures: [1, 2, 3], bucketGaps: [], video },
  ...{ listedGaps: [], missing: [], listedMissing: [], unlikeTwin: undefined, leftBehind: [] },
  ...changes,
});

const measures = (changes: Partial<RecordingObservation>): RecordingMeasures => measureRecording(observation(changes));

const faultsOf = (changes: Partial<VideoFile>): readonly string[] =>
  measures({ video: { ...video, ...changes } }).videoFaults;

describe('measureRecording', () => {
  it('tells a recording that has all that the bucket has', () => {
    expect(measureRecording(observation())).toEqual({
      ...{ isKept: true, overAfterSeconds: 12.5, recorders: 1, bucketFrames: 3, videoFrames: 3 },
      ...{ firstUnlikeFrame: undefined, gaps: 0, gapsUnlike: 0, missing: 0, missingUnlike: [] },
      ...{ unlikeTwin: undefined, leftBehind: [], videoFaults: [] },
    });
  });

  it('tells one that is gone', () => {
    expect(measures({ video: undefined, bucketPictures: [] })).toMatchObject({ isKept: false, videoFaults: [] });
  });

  it('names missing segments of one side only', () => {
    const missing = [
      { sequence: 3, why: 'empty' },
      { sequence: 6, why: 'absent' },
    ] as const;
    expect(measures({ missing, listedMissing: missing }).missingUnlike).toEqual([]);
    expect(measures({ missing, listedMissing: [{ sequence: 3, why: 'absent' }] }).missingUnlike).toEqual([
      '3 (absent)',
      '3 (empty)',
      '6 (absent)',
    ]);
  });

  it.each<readonly [string, Partial<VideoFile>, readonly string[]]>([
    ['ffprobe’s words', { complaints: 'moov not found' }, ['moov not found']],
    ['frames that do not decode', { pictures: [1, 2] }, ['3 frames, 2 decoded']],
    ['a clock that stands', { ticks: ticks(frameTicks, 0) }, ['the clock goes back at frame 2']],
  ])('finds %s', (_, changes, expected) => {
    expect(faultsOf(changes)).toEqual(expected);
  });

  it('finds a clock that jumps at a gap', () => {
    const steps = [frameTicks, frameTicks, 9 * frameTicks, frameTicks];
    const pictures = [1, 2, 3, 4, 5];
    expect(faultsOf({ pictures, ticks: ticks(...steps) })).toEqual(['the clock jumps 9 frames at frame 3']);
  });
});

describe('firstDifference', () => {
  it.each<readonly [readonly number[], readonly number[], number | undefined]>([
    [[], [], undefined],
    [[1, 2], [1, 2], undefined],
    [[1, 2], [1, 3], 1],
    [[1, 2], [1], 1],
    [[1], [1, 2], 1],
  ])('compares %j with %j', (one, other, expected) => {
    expect(firstDifference(one, other)).toBe(expected);
  });
});

describe('countUnlikeGaps', () => {
  const gap = (atSecond: number, seconds: number) => ({ atMs: startMs + atSecond * 1_000, seconds });
  const listed = (atSecond: number, seconds: number) => ({
    at: new Date(startMs + atSecond * 1_000).toISOString(),
    seconds,
  });

  it.each([
    ['the same', [gap(10, 5)], [listed(10.1, 5.1)], 0],
    ['one that is not listed', [gap(10, 5), gap(20, 5)], [listed(10, 5)], 1],
    ['one that there was not', [gap(10, 5)], [listed(10, 5), listed(20, 5)], 1],
    ['one of another length', [gap(10, 5)], [listed(10, 7)], 2],
    ['one that is too short to matter', [], [listed(10, 0.04)], 0],
  ] as const)('finds %s', (_, media, recorded, expected) => {
    expect(countUnlikeGaps(media, recorded)).toBe(expected);
  });
});
