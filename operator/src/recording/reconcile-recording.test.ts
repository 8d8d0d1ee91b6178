import { recordingFinalizer } from '@kubecast/crds/names';
import type { Recording } from '@kubecast/crds/recording';
import { ApiError } from '@kubecast/runtime/api-error';
import { ReportedStatuses } from '@kubecast/runtime/reported-statuses';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createRecordingReconcile } from './reconcile-recording.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';
import type { RecordingState } from './recording-state.ts';
import { deriveRecordingStatus } from './recording-status.ts';
import { recordingFixture, resultFixture } from './testing/recording-fixture.ts';

const now = new Date('2026-11-22T20:00:00Z');

/** As the informer has it when its operator has just started. */
const settledAs = (state: RecordingState, index: number): Recording => {
  const recording = recordingFixture();
  const metadata = { ...recording.metadata, name: `main-${index}`, finalizers: [recordingFinalizer] };
  return { ...recording, metadata, status: deriveRecordingStatus(recording, state, now) };
};

const deaf = new Proxy({}, { get: (_target, call) => expect.unreachable(`somebody was asked: ${String(call)}`) });

const reconcileAll = async (recordings: readonly Recording[], needs: object = {}): Promise<readonly unknown[]> => {
  const byName = new Map(recordings.map((recording) => [recording.metadata.name, recording]));
  const none = { get: () => undefined, byIndex: () => [] };
  const reconcile = createRecordingReconcile({
    client: deaf,
    bucket: deaf,
    segments: deaf,
    sessionEnds: deaf,
    reported: new ReportedStatuses(),
    discardedJobs: new Set(),
    untidy: new Set(),
    stores: {
      recordings: { get: ({ name }: { name: string }) => byName.get(name) },
      jobs: none,
      recorderPods: none,
      secrets: none,
      liveStreams: none,
    },
    now: () => now,
    timeout: () => new AbortController().signal,
    ...needs,
  } as unknown as RecordingDependencies);
  const context = { signal: AbortSignal.timeout(60_000), log: pino({ level: 'silent' }), reconcileId: '' };
  return Promise.all([...byName.keys()].map((name) => reconcile(`live/${name}`, context)));
};

describe('createRecordingReconcile', () => {
  it('asks nobody about a thousand Recordings that are complete or have failed', async () => {
    const states: readonly RecordingState[] = [
      { kind: 'complete', result: resultFixture(recordingFixture()) },
      { kind: 'failed', reason: 'NoMedia', message: 'There is none' },
    ];
    const recordings = Array.from({ length: 500 }, (_, index) => index).flatMap((index) =>
      states.map((state, kind) => settledAs(state, 2 * index + kind)),
    );
    expect(new Set(await reconcileAll(recordings))).toEqual(new Set([undefined]));
    expect(recordings).toHaveLength(1000);
  });

  it('tells of a look that takes too long, and asks for another', async () => {
    const told: unknown[] = [];
    const needs = {
      bucket: {
        readResult: (_name: unknown, signal: AbortSignal) => {
          signal.throwIfAborted();
          return expect.unreachable('the look goes on');
        },
      },
      turns: { isWaiting: () => false, leave: () => undefined },
      timeout: () => AbortSignal.abort(),
      client: {
        applyStatus: (_kind: unknown, object: Recording) => {
          told.push(object.status);
          return Promise.resolve(object);
        },
      },
      reports: { changed: () => undefined },
    };
    const recording = settledAs({ kind: 'progressing', reason: 'Waiting', message: '' }, 0);
    await expect(reconcileAll([recording], needs)).rejects.toThrow('within 300 s');
    expect(JSON.stringify(told)).toContain('within 300 s. It is tried again');
  });

  it('reads again what was out of date, and tells nobody', async () => {
    const conflict = new ApiError({ attempt: 'apply', status: 409, reason: 'Conflict', serverMessage: '' });
    const left: Recording[] = [];
    const needs = {
      bucket: { readResult: () => Promise.reject(conflict) },
      turns: { isWaiting: () => false, leave: (recording: Recording) => void left.push(recording) },
    };
    const recording = settledAs({ kind: 'progressing', reason: 'Waiting', message: '' }, 0);
    await expect(reconcileAll([recording], needs)).rejects.toBe(conflict);
    expect(left).toEqual([recording]);
  });
});
