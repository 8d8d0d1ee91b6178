import { describe, expect, it } from 'vitest';
import { buildHeldLease, buildReleasedLease } from './leader-election-lease.ts';

const wanted = { namespace: 'system', name: 'operator', identity: 'us', durationSeconds: 15 };
const first = new Date('2026-01-02T03:04:05.006Z');
const later = new Date('2026-01-02T03:05:00Z');

describe('buildHeldLease', () => {
  it('makes a lease with times of six digits when there is none', () => {
    expect(buildHeldLease(undefined, wanted, first)).toEqual({
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { namespace: 'system', name: 'operator' },
      spec: {
        holderIdentity: 'us',
        leaseDurationSeconds: 15,
        acquireTime: '2026-01-02T03:04:05.006000Z',
        renewTime: '2026-01-02T03:04:05.006000Z',
        leaseTransitions: 0,
      },
    });
  });

  it('changes the time of the renewal alone when we hold it', () => {
    const held = buildHeldLease(undefined, wanted, first);
    expect(buildHeldLease(held, wanted, later)).toEqual({
      ...held,
      spec: { ...held.spec, renewTime: '2026-01-02T03:05:00.000000Z' },
    });
  });

  it('counts a transition when another held it', () => {
    const theirs = buildHeldLease(undefined, { ...wanted, identity: 'them' }, first);
    const ours = buildHeldLease(theirs, wanted, later);
    expect(ours.spec).toMatchObject({ holderIdentity: 'us', leaseTransitions: 1 });
    expect(ours.spec?.acquireTime).toBe('2026-01-02T03:05:00.000000Z');
  });
});

describe('buildReleasedLease', () => {
  it('has no holder and runs out at once', () => {
    const released = buildReleasedLease(buildHeldLease(undefined, wanted, first), later);
    expect(released.spec).not.toHaveProperty('holderIdentity');
    expect(released.spec?.leaseDurationSeconds).toBe(1);
  });
});
