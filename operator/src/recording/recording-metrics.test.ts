import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { addRecordingMetrics } from './recording-metrics.ts';
import { deriveRecordingStatus } from './recording-status.ts';
import { clipFixture, recordingFixture, resultFixture } from './testing/recording-fixture.ts';

const now = new Date('2026-11-22T18:07:20.400Z');
const recording = recordingFixture();
const complete = deriveRecordingStatus(recording, { kind: 'complete', result: resultFixture(recording) }, now);
const failed = deriveRecordingStatus(recording, { kind: 'failed', reason: 'NoMedia', message: '' }, now);

const create = () => {
  const registry = new Registry();
  const store = { list: () => [recording, recordingFixture({}, complete), recordingFixture({}, failed)] };
  return { registry, metrics: addRecordingMetrics(registry, store) };
};

describe('addRecordingMetrics', () => {
  it('counts Recordings by state', async () => {
    const text = await create().registry.metrics();
    for (const state of ['Unknown', 'Complete', 'Failed'])
      expect(text).toContain(`kubecast_recordings{state="${state}"} 1`);
  });

  it('measures from the end of the media to completion, once, and not of clips nor of what was made later', async () => {
    const { registry, metrics } = create();
    metrics.changed(recording, complete, now);
    metrics.changed(recordingFixture({}, complete), complete, now);
    metrics.changed(clipFixture(), complete, now);
    const metadata = { ...recording.metadata, creationTimestamp: '2026-11-22T18:07:11Z' };
    metrics.changed({ ...recording, metadata }, complete, now);
    const text = await registry.metrics();
    expect(text).toContain('kubecast_recording_completion_seconds_sum 10\n');
    expect(text).toContain('kubecast_recording_completion_seconds_count 1\n');
  });

  it('counts failures by reason, once each', async () => {
    const { registry, metrics } = create();
    metrics.changed(recording, failed, now);
    metrics.changed(recordingFixture({}, failed), failed, now);
    expect(await registry.metrics()).toContain('kubecast_recording_failures_total{reason="NoMedia"} 1\n');
  });
});
