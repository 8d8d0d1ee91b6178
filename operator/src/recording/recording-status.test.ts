import { BucketRefusesError, StoreUnreachableError } from '@kubecast/media/object-store-error';
import { StalledError, WaitingError } from '@kubecast/runtime/reconcile-error';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { explainFailure, explainTermination } from './explain-failure.ts';
import { recordingNotices } from './recording-notices.ts';
import type { RecordingState } from './recording-state.ts';
import { deriveRecordingStatus } from './recording-status.ts';
import { isRetryAsked } from './settled.ts';
import { clipFixture, recordingFixture, resultFixture } from './testing/recording-fixture.ts';

const now = new Date('2026-11-22T18:08:00Z');
const recording = recordingFixture();
const result = resultFixture(recording);
const message = 'A message';

const states: readonly (readonly [string, RecordingState])[] = [
  ['recording', { kind: 'progressing', reason: 'Recording', message }],
  ['retrying', { kind: 'progressing', reason: 'Retrying', message }],
  ['complete', { kind: 'complete', result }],
  ['complete-with-holes', { kind: 'complete', result: { ...result, gapCount: 2, missingSegments: 1 } }],
  ['failed', { kind: 'failed', reason: 'NoMedia', message }],
  ['stalled', { kind: 'stalled', reason: 'NoSpace', message }],
  ['store-away', explainFailure(new StoreUnreachableError('Could not read a key'))],
  ['bucket-refuses', explainFailure(new BucketRefusesError('Could not read a key; check the bucket'))],
  ['name-conflict', explainFailure(new StalledError('NameConflict', 'Job live/clip belongs to nobody'))],
  ['name-is-freed', explainFailure(new WaitingError('Terminating', 'Job live/clip is being deleted', 1000))],
  ['terminating', explainTermination(new StoreUnreachableError('Could not write a key'))],
];

describe('deriveRecordingStatus', () => {
  it.each(states)('makes golden/status-%s.yaml', async (name, state) => {
    const status = deriveRecordingStatus(recording, state, now);
    const told = { status, events: recordingNotices(undefined, status) };
    await expect(stringify(told)).toMatchFileSnapshot(`golden/status-${name}.yaml`);
  });

  it('keeps all that was said of a settled Recording but its generation', () => {
    const status = deriveRecordingStatus(recording, { kind: 'complete', result }, now);
    const changed = { ...recording, status, metadata: { ...recording.metadata, generation: 2 } };
    const next = deriveRecordingStatus(changed, { kind: 'settled' }, new Date('2026-12-01T00:00:00Z'));
    expect(next.observedGeneration).toBe(2);
    expect({ ...next, observedGeneration: 1, conditions: [] }).toEqual({ ...status, conditions: [] });
    expect(next.conditions?.map(({ lastTransitionTime }) => lastTransitionTime)).toEqual(
      status.conditions?.map(({ lastTransitionTime }) => lastTransitionTime),
    );
  });

  const askedFor = (value: string) => {
    const metadata = { ...recording.metadata, annotations: { 'kubecast.dev/retry': value } };
    return { ...recording, metadata, status: { handledRetry: '6' } };
  };
  const waiting = { kind: 'progressing', reason: 'Waiting', message } as const;

  it.each<[string, RecordingState, boolean, string]>([
    ['remembers a retry that begins', waiting, true, '7'],
    ['remembers a retry that was answered at once', { kind: 'failed', reason: 'NoMedia', message }, false, '7'],
    ['leaves a retry to the next pass that this one did not come to', waiting, false, '6'],
  ])('%s', (_what, state, isRetried, handledRetry) => {
    expect(deriveRecordingStatus(askedFor('7'), state, now, isRetried).handledRetry).toBe(handledRetry);
  });

  it('remembers a retry by what its status can hold, and knows it again', () => {
    const asked = askedFor('x'.repeat(5000));
    const status = deriveRecordingStatus(asked, waiting, now, true);
    expect(status.handledRetry).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(isRetryAsked({ ...asked, status })).toBe(false);
    expect(isRetryAsked({ ...askedFor('y'.repeat(5000)), status })).toBe(true);
  });

  it('tells of a hundred gaps at most', () => {
    const gaps = Array.from({ length: 300 }, () => ({ at: '2026-11-22T18:06:00.000Z', seconds: 1 }));
    const state = { kind: 'complete', result: { ...result, gaps } } as const;
    expect(deriveRecordingStatus(recording, state, now).gaps).toHaveLength(100);
  });
});

describe('recordingNotices', () => {
  it('tells nothing when only words changed', () => {
    const [before, after] = ['one', 'two'].map((words) =>
      deriveRecordingStatus(clipFixture(), { kind: 'progressing', reason: 'Assembling', message: words }, now),
    );
    expect(after && recordingNotices(before, after)).toEqual([]);
  });
});
