import { recordingConditions } from '@kubecast/crds/conditions';
import type { RecordingStatus } from '@kubecast/crds/recording';
import { describe, expect, it } from 'vitest';
import { expiryMs } from './recording-retention.ts';
import { recordingFixture } from './testing/recording-fixture.ts';

const isTrue = (type: string) => ({
  conditions: [
    { type, status: 'True' as const, reason: type, message: '', lastTransitionTime: '2026-11-23T10:00:00Z' },
  ],
});

const endedAt = '2026-11-22T20:00:00Z';
const complete: RecordingStatus = { ...isTrue(recordingConditions.complete), endedAt };
const old: RecordingStatus = { ...complete, endedAt: '2025-01-01T00:00:00Z' };
const failed: RecordingStatus = { ...isTrue(recordingConditions.failed), endedAt };

describe('expiryMs', () => {
  it.each([
    ['its days after the end of its media', 7, complete, '2026-11-29T20:00:00.000Z'],
    ['its days after it was made, of a session long ago', 7, old, '2026-11-29T18:05:01.000Z'],
    ['never when it has failed', 7, failed, undefined],
    ['never while it is on its way', 7, { endedAt }, undefined],
    ['never before it has a status', 7, undefined, undefined],
    ['never without days', undefined, complete, undefined],
  ])('is %s', (_what, retentionDays, status, expected) => {
    const recording = recordingFixture({ ...(retentionDays !== undefined && { retentionDays }) }, status);
    const expiry = expiryMs(recording);
    expect(expiry === undefined ? undefined : new Date(expiry).toISOString()).toBe(expected);
  });
});
