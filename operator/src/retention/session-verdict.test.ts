import type { Recording } from '@kubecast/crds/recording';
import { describe, expect, it } from 'vitest';
import { recordingFixture, resultFixture } from '../recording/testing/recording-fixture.ts';
import { isComplete, needReason, type RecordingFacts, type SessionNeeds, timeReason } from './session-verdict.ts';

const retentionMs = 72 * 3_600_000;
const nowMs = Date.parse('2026-11-22T18:00:00Z');

const withCondition = (type: string, status: 'True' | 'False', leaving = false): Recording => {
  const condition = { type, status, reason: 'Any', message: '', lastTransitionTime: '2026-11-22T18:00:00Z' };
  const recording = recordingFixture({}, { conditions: [condition] });
  if (!leaving) return recording;
  return { ...recording, metadata: { ...recording.metadata, deletionTimestamp: '2026-11-22T18:00:00Z' } };
};

const complete: RecordingFacts = {
  recording: withCondition('Complete', 'True'),
  result: resultFixture(recordingFixture()),
};
const unfinished: RecordingFacts = { recording: withCondition('Complete', 'False'), result: undefined };
const failed: RecordingFacts = { recording: withCondition('Failed', 'True'), result: undefined };
const unheard: RecordingFacts = { recording: recordingFixture(), result: undefined };
const leaving: RecordingFacts = { recording: withCondition('Complete', 'False', true), result: undefined };
const recorded: SessionNeeds = { recorded: true, own: 'there', recordings: [complete] };
const unrecorded: SessionNeeds = { recorded: false, own: 'missing', recordings: [] };

describe('timeReason', () => {
  it.each([
    ['keeps what the log does not know', undefined, 'unknown'],
    ['keeps a session that is open', { closedMs: undefined }, 'open'],
    ['keeps a session that ended within the retention', { closedMs: nowMs - retentionMs + 1 }, 'recent'],
    ['is through with a session that ended before', { closedMs: nowMs - retentionMs }, undefined],
  ])('%s', (_what, logged, expected) => {
    expect(timeReason({ logged, nowMs, retentionMs })).toBe(expected);
  });
});

describe('needReason', () => {
  it.each<[string, SessionNeeds, ReturnType<typeof needReason>]>([
    ['lets a session go that was never to be recorded', unrecorded, undefined],
    ['lets a session go whose Recording is complete and stored', recorded, undefined],
    ['lets a session go whose Recording was deleted', { ...recorded, own: 'deleted', recordings: [] }, undefined],
    ['keeps a session that lacks its Recording', { ...recorded, own: 'missing', recordings: [] }, 'recordingMissing'],
    ['keeps a session that has a clip alone', { ...recorded, own: 'missing' }, 'recordingMissing'],
    ['keeps what is being recorded', { ...recorded, recordings: [unfinished] }, 'recordingUnfinished'],
    ['keeps what a new Recording may need', { ...recorded, recordings: [unheard] }, 'recordingUnfinished'],
    ['keeps what a clip needs', { ...recorded, recordings: [complete, unfinished] }, 'recordingUnfinished'],
    [
      'keeps what a clip of an unrecorded session needs',
      { ...unrecorded, recordings: [unfinished] },
      'recordingUnfinished',
    ],
    ['keeps the only trace of a Recording that failed', { ...recorded, recordings: [failed] }, 'recordingUnfinished'],
    [
      'keeps what is complete and lacks its video',
      { ...recorded, recordings: [{ ...complete, result: undefined }] },
      'recordingUnverified',
    ],
    [
      'does not wait for a Recording that is being deleted',
      { ...recorded, own: 'deleted', recordings: [leaving] },
      undefined,
    ],
  ])('%s', (_what, needs, expected) => {
    expect(needReason(needs)).toBe(expected);
  });
});

describe('isComplete', () => {
  it('goes by the condition alone', () => {
    expect([complete, unfinished, failed, unheard].map(({ recording }) => isComplete(recording))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
