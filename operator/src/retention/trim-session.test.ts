import { describe, expect, it } from 'vitest';
import { defaultSpec, liveStreamFixture } from '../livestream/testing/live-stream-fixture.ts';
import { isTrimmed, trimBeforeMs } from './trim-session.ts';

const nowMs = 1_800_000_000_000;
const hourMs = 3_600_000;
const minuteMs = 60_000;

const windowOf = (dvrWindowSeconds: number) =>
  liveStreamFixture({ packaging: { ...defaultSpec.packaging, dvrWindowSeconds } });

describe('trimBeforeMs', () => {
  it.each([
    ['the retention', 1800, 72 * hourMs, 72 * hourMs],
    ['the window of viewers, and ten minutes', 1800, 0, 40 * minuteMs],
    ['ten minutes without a window', 0, 0, 10 * minuteMs],
  ])('keeps %s', (_what, dvrWindowSeconds, retentionMs, expected) => {
    expect(trimBeforeMs(windowOf(dvrWindowSeconds), { nowMs, retentionMs })).toBe(nowMs - expected);
  });

  it('says nothing while the pod may have another window', () => {
    const waits = { type: 'Reconciling', status: 'True', reason: 'ChangeWaitsForIdle', message: '' } as const;
    const conditions = [{ ...waits, lastTransitionTime: '2026-01-01T00:00:00Z', observedGeneration: 3 }];
    const liveStream = { ...windowOf(1800), status: { conditions } };
    expect(trimBeforeMs(liveStream, { nowMs, retentionMs: 0 })).toBeUndefined();
  });
});

describe('isTrimmed', () => {
  const isOld = isTrimmed(nowMs, new Map([['360p', { firstEpoch: 3, newest: { epoch: 1, sequence: 9 } }]]));
  const object = (fileName: string, modifiedMs = 0, rendition = '360p') => ({
    key: `live/main/20260101-180500-a1b2/${rendition}/${fileName}`,
    modifiedMs,
  });
  const endsAt = (endMs: number) => `000001-0000000001-${endMs - 2_000}-02000.m4s`;

  it.each([
    ['takes a segment that ended before', object(endsAt(nowMs - 1)), true],
    ['leaves the newest segment of its rendition', object(`000001-0000000009-${nowMs - 9_000}-02000.m4s`), false],
    ['leaves a segment that ended later', object(endsAt(nowMs)), false],
    ['leaves an old segment that was stored later', object(endsAt(nowMs - 1), nowMs), false],
    ['takes an init of an epoch without segments', object('000002-init.mp4', nowMs), true],
    ['leaves the init of the first epoch with segments', object('000003-init.mp4'), false],
    ['leaves the inits of a rendition that has no segment to keep', object('000001-init.mp4', 0, '720p'), false],
    ['leaves what is no media', object('readme.txt'), false],
  ])('%s', (_what, candidate, expected) => {
    expect(isOld(candidate)).toBe(expected);
  });
});
