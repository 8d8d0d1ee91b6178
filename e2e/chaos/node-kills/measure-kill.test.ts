import { describe, expect, it } from 'vitest';
import type { RecordingObservation } from '../recordings/observation.ts';
import { judgeKill } from './judge-kill.ts';
import type { KillObservation } from './kill-observation.ts';
import { measureKill } from './measure-kill.ts';

const startMs = Date.UTC(2027, 0, 15, 8);
const framesPerSecond = 10;
const cutMs = startMs + 9_000;
const backMs = cutMs + 40_000;

/** Pictures at these seconds of the session, and behind them as many as fill them. */
const drawn = (fromSecond: number, seconds: number): readonly number[] =>
  Array.from(
    { length: seconds * framesPerSecond },
    (_, frame) => startMs + (fromSecond + frame / framesPerSecond) * 1_000,
  );

const pictures = [...drawn(0, 7), ...drawn(55, 3)];
const ticks = pictures.map((_, frame) => frame * 100);

const recording: RecordingObservation = {
  ...{ freeMs: backMs, overMs: backMs + 20_000, recorders: 1, bucketPictures: pictures, bucketGaps: [] },
  ...{ video: { pictures, ticks, complaints: '' }, listedGaps: [], missing: [], listedMissing: [] },
  ...{ unlikeTwin: undefined, leftBehind: [] },
};

const listed = (sequence: number, listedMs: number) => ({
  ...{ sequence, listedMs, discontinuity: 0, uri: `${sequence}.m4s`, mapUri: 'init.mp4', durationSeconds: 2 },
});

const observation = (changes: Partial<KillObservation['live']> = {}): KillObservation => ({
  cut: { ranMs: cutMs, goneMs: cutMs + 200, backMs },
  live: { recordings: [recording], listed: [], storedSequences: [0, 1, 2, 3], ...changes },
  recorder: undefined,
});

const missedBy = (changes: Partial<KillObservation['live']>): readonly string[] =>
  judgeKill(measureKill(observation(changes), framesPerSecond))
    .filter(({ isMet }) => !isMet)
    .map(({ goal }) => goal);

describe('measureKill', () => {
  it('tells what had been drawn, stored and recorded before the cut', () => {
    const measures = measureKill(observation(), framesPerSecond);
    expect(measures).toMatchObject({ momentSeconds: 9, downSeconds: 39.8, unstoredListed: [] });
    expect(measures.before).toEqual({ drawn: 90, bucket: 70, video: 70 });
    expect(measures.lostSeconds).toBeCloseTo(2.1);
  });

  it('names segments that were listed before the cut and did not reach the bucket', () => {
    const lost = [listed(3, cutMs - 2_000), listed(4, cutMs - 100), listed(5, cutMs + 50_000)];
    expect(measureKill(observation({ listed: lost }), framesPerSecond).unstoredListed).toEqual([0.1]);
  });
});

describe('judgeKill', () => {
  it('lets the segment in the making go, also while it is uploaded', () => {
    expect(missedBy({})).toEqual([]);
    expect(missedBy({ listed: [listed(4, cutMs - 100)] })).toEqual([]);
  });

  it('finds a segment that had been there long enough to be stored', () => {
    expect(missedBy({ listed: [listed(4, cutMs - 900)] })).toEqual(['no segment lost that was listed 0.5 s before']);
  });

  it('finds more lost than a segment', () => {
    const early = [...drawn(0, 5), ...drawn(55, 3)];
    const video = { pictures: early, ticks: early.map((_, frame) => frame * 100), complaints: '' };
    expect(missedBy({ recordings: [{ ...recording, bucketPictures: early, video }] })).toEqual([
      'at most the segment in the making lost (≤ 3.5 s)',
    ]);
  });

  it('finds a video that lacks what the bucket has', () => {
    expect(missedBy({ recordings: [{ ...recording, bucketPictures: [...pictures, 1] }] })).toEqual([
      'every frame of the bucket, in order',
    ]);
  });

  it('asks the same of the session that follows', () => {
    const next = { ...recording, leftBehind: ['Secret/a-recorder'] };
    expect(missedBy({ recordings: [recording, next] })).toEqual(['next session: no thing left behind']);
  });
});
