import type { Recording } from '@kubecast/crds/recording';
import { describe, expect, it } from 'vitest';
import { deriveRecordingStatus } from './recording-status.ts';
import { addRecordingTriggers } from './recording-triggers.ts';
import { recordingFixture, resultFixture } from './testing/recording-fixture.ts';

type Handler<T> = { updated(object: T, previous: T): void };

/** Whether a pass follows when `previous` became `recording`. */
const isDue = (recording: Recording, previous: Recording): boolean => {
  const handlers: Handler<Recording>[] = [];
  const keys: string[] = [];
  const recordings = { addHandler: (handler: Handler<Recording>) => void handlers.push(handler) };
  const other = { addHandler: () => undefined };
  const informers = { recordings, jobs: other, recorderPods: other };
  const streams = { liveStreams: other, pods: other, secrets: other };
  addRecordingTriggers(
    informers as unknown as Parameters<typeof addRecordingTriggers>[0],
    streams as unknown as Parameters<typeof addRecordingTriggers>[1],
    { add: (key) => void keys.push(key) },
  );
  for (const handler of handlers) handler.updated(recording, previous);
  return keys.length > 0;
};

const now = new Date('2026-11-22T18:10:00Z');
const recording = recordingFixture();
const complete = { kind: 'complete', result: resultFixture(recording) } as const;
const retrying = { kind: 'progressing', reason: 'Retrying', message: 'The store is away' } as const;

const withMetadata = (metadata: Partial<Recording['metadata']>): Recording => ({
  ...recording,
  metadata: { ...recording.metadata, ...metadata },
});

describe('addRecordingTriggers', () => {
  it.each([
    ['its spec', withMetadata({ generation: 2 }), true],
    ['its deletion', withMetadata({ deletionTimestamp: '2026-11-22T18:10:00Z' }), true],
    ['its finalizers', withMetadata({ finalizers: ['example.org/other'] }), true],
    ['its annotations', withMetadata({ annotations: { 'kubecast.dev/retry': '1' } }), true],
    ['its labels', withMetadata({ labels: { a: 'b' } }), true],
    ['its end', { ...recording, status: deriveRecordingStatus(recording, complete, now) }, true],
    ['what a pass says of it', { ...recording, status: deriveRecordingStatus(recording, retrying, now) }, false],
    ['its version alone', withMetadata({ resourceVersion: '1001' }), false],
  ])('judges a change of %s', (_what, changed, expected) => {
    expect(isDue(changed, recording)).toBe(expected);
  });
});
