import { describe, expect, it } from 'vitest';
import type { Lease } from './core-kinds.ts';
import { decideLease, observeLease } from './leader-election-decision.ts';

const buildLease = (spec: Lease['spec'], resourceVersion = '1'): Lease => ({
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  metadata: { name: 'test', resourceVersion },
  ...(spec === undefined ? {} : { spec }),
});

const candidate = { identity: 'us', nowMs: 100_000, pollMs: 1_000 };
const theirs = buildLease({ holderIdentity: 'them', leaseDurationSeconds: 15 });

describe('decideLease', () => {
  it.each([
    ['there is none', undefined, 0, { action: 'acquire' }],
    ['it has no holder', buildLease({ leaseDurationSeconds: 1 }), 0, { action: 'acquire' }],
    ['its holder is empty', buildLease({ holderIdentity: '' }), 0, { action: 'acquire' }],
    ['it has no spec', buildLease(undefined), 0, { action: 'acquire' }],
    ['we hold it', buildLease({ holderIdentity: 'us', leaseDurationSeconds: 15 }), 99_000, { action: 'renew' }],
    ['another renewed it just now', theirs, 99_900, { action: 'wait', holder: 'them', afterMs: 1_000 }],
    ['another’s is about to run out', theirs, 85_300, { action: 'wait', holder: 'them', afterMs: 300 }],
    ['another’s has run out', theirs, 85_000, { action: 'acquire' }],
    [
      'another’s says no duration',
      buildLease({ holderIdentity: 'them' }),
      85_001,
      { action: 'wait', holder: 'them', afterMs: 1 },
    ],
    [
      'another’s clock is an hour behind',
      buildLease({ holderIdentity: 'them', leaseDurationSeconds: 15, renewTime: '2020-01-01T00:00:00.000000Z' }),
      99_900,
      { action: 'wait', holder: 'them', afterMs: 1_000 },
    ],
    [
      'another’s clock is far ahead, and it renews no more',
      buildLease({ holderIdentity: 'them', leaseDurationSeconds: 15, renewTime: '2099-01-01T00:00:00.000000Z' }),
      80_000,
      { action: 'acquire' },
    ],
  ] as const)('decides when %s', (_, lease, sinceMs, expected) => {
    expect(decideLease({ lease, sinceMs }, candidate)).toEqual(expected);
  });
});

describe('observeLease', () => {
  it('keeps the moment of the last change while nothing changes', () => {
    const first = observeLease(undefined, theirs, 1_000);
    expect(observeLease(first, theirs, 2_000)).toEqual({ lease: theirs, sinceMs: 1_000 });
  });

  it('takes the moment of now when the holder renewed', () => {
    const renewed = buildLease(theirs.spec, '2');
    expect(observeLease(observeLease(undefined, theirs, 1_000), renewed, 2_000).sinceMs).toBe(2_000);
  });

  it('takes the moment of now when the lease is gone', () => {
    expect(observeLease(observeLease(undefined, theirs, 1_000), undefined, 2_000)).toEqual({
      lease: undefined,
      sinceMs: 2_000,
    });
  });
});
