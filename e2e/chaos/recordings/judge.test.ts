import { describe, expect, it } from 'vitest';
import { judgeRecording } from './judge.ts';
import type { RecordingMeasures } from './measure.ts';

const goals = { maxCompleteSeconds: 30 } as const;

const measures = (changes: Partial<RecordingMeasures> = {}): RecordingMeasures => ({
  ...{ isKept: true, overAfterSeconds: 12, recorders: 1, bucketFrames: 90, videoFrames: 90 },
  ...{ firstUnlikeFrame: undefined, gaps: 1, gapsUnlike: 0, missing: 0, missingUnlike: [] },
  ...{ unlikeTwin: undefined, leftBehind: [], videoFaults: [] },
  ...changes,
});

const missed = (changes: Partial<RecordingMeasures>, minRecorders?: number): readonly string[] =>
  judgeRecording(minRecorders === undefined ? goals : { ...goals, minRecorders }, measures(changes))
    .filter(({ isMet }) => !isMet)
    .map(({ goal }) => goal);

describe('judgeRecording', () => {
  it('asks of every recording that it is complete in time, whole and alone', () => {
    expect(judgeRecording(goals, measures())).toEqual([
      { goal: 'complete ≤ 30 s', measured: '12.0 s', isMet: true },
      { goal: 'every frame of the bucket, in order', measured: '90 of 90', isMet: true },
      { goal: 'gaps listed', measured: '1', isMet: true },
      { goal: 'no missing segment beside those that are listed', measured: 'none', isMet: true },
      { goal: 'no fault of the video', measured: 'none', isMet: true },
      { goal: 'no thing left behind', measured: 'none', isMet: true },
    ]);
  });

  it('asks of a deleted one that it is gone with all it had', () => {
    expect(judgeRecording(goals, measures({ isKept: false })).map(({ goal }) => goal)).toEqual([
      'gone ≤ 30 s',
      'no thing left behind',
    ]);
  });

  it.each<readonly [string, Partial<RecordingMeasures>, string]>([
    ['one that took too long', { overAfterSeconds: 31 }, 'complete ≤ 30 s'],
    ['a frame of another place', { firstUnlikeFrame: 7 }, 'every frame of the bucket, in order'],
    ['a bucket without a frame', { bucketFrames: 0, videoFrames: 0 }, 'every frame of the bucket, in order'],
    ['a gap that is not listed', { gapsUnlike: 1 }, 'gaps listed'],
    ['a missing segment', { missingUnlike: ['3 (absent)'] }, 'no missing segment beside those that are listed'],
    ['other bytes', { unlikeTwin: ['video.mp4'] }, 'no object unlike that of another recorder'],
    ['a jump of the clock', { videoFaults: ['the clock jumps'] }, 'no fault of the video'],
    ['a Secret that stayed', { leftBehind: ['Secret/a-recorder'] }, 'no thing left behind'],
  ])('finds %s', (_, changes, goal) => {
    expect(missed(changes)).toEqual([goal]);
  });

  it('finds a fault that hit no recorder', () => {
    expect(missed({ recorders: 1 }, 2)).toEqual(['recorders ≥ 2']);
    expect(missed({ recorders: 2 }, 2)).toEqual([]);
  });
});
