import type { RecordingStatus } from '@kubecast/crds/recording';
import { describe, expect, it } from 'vitest';
import { expiryMs } from './recording-retention.ts';
import { recordingFixture } from './testing/recording-fixture.ts';

const complete: RecordingStatus = { endedAt: '2026-11-22T20:00:00Z' };
const old: RecordingStatus = { endedAt: '2025-01-01T00:00:00Z' };
const failed: RecordingStatus = {
  conditions: [
    { type: 'Failed', status: 'True', reason: 'NoMedia', message: '', lastTransitionTime: '2026-11-23T10:00:00Z' },
  ],
};

describe('expiryMs', () => {
  it.each([
    ['its days after the end of its media', 7, complete, '2026-11-29T20:00:00.000Z'],
    ['its days after it was given up', 7, failed, '2026-11-30T10:00:00.000Z'],
    ['its days after it was made, of a session long ago', 7, old, '2026-11-29T18:05:01.000Z'],
    ['never while it is on its way', 7, undefined, undefined],
    ['never without days', undefined, complete, undefined],
  ])('is %s', (_what, retentionDays, status, expected) => {
    const recording = recordingFixture({ ...(retentionDays !== undefined && { retentionDays }) }, status);
    const expiry = expiryMs(recording);
    expect(expiry === undefined ? undefined : new Date(expiry).toISOString()).toBe(expected);
  });
});
