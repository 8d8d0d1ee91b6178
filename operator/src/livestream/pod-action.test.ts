import { annotations } from '@kubecast/crds/names';
import { describe, expect, it } from 'vitest';
import type { FeedObservation } from './feed-observation.ts';
import { podAction, servingPod } from './pod-action.ts';
import {
  knownFeed,
  observedPod,
  readyStatus,
  sessionFixture,
  unschedulableStatus,
  waitingStatus,
} from './testing/pod-fixture.ts';

const wanted = observedPod().specHash ?? '';
const running = knownFeed(sessionFixture());
const reconnecting = knownFeed(sessionFixture({ phase: 'Reconnecting' }));
const ended = knownFeed(sessionFixture({ phase: 'Ended', endedAt: '2026-11-22T18:09:00Z' }));
const pending: FeedObservation = { status: 'pending' };
const unavailable: FeedObservation = { status: 'unavailable', reason: 'ECONNREFUSED' };

describe('podAction', () => {
  it('creates a pod where there is none', () => {
    expect(podAction([], wanted)).toEqual({ type: 'create', discard: [] });
  });

  it('keeps a pod that was made from the spec, whatever its feed says', () => {
    const pod = observedPod(unavailable);
    expect(podAction([pod], wanted)).toEqual({ type: 'keep', pod, discard: [] });
  });

  it.each([
    ['idle', knownFeed(), readyStatus, 'replace'],
    ['after its session', ended, readyStatus, 'replace'],
    ['live', running, readyStatus, 'wait'],
    ['waiting for its encoder', reconnecting, readyStatus, 'wait'],
    ['not heard yet', pending, readyStatus, 'wait'],
    ['not heard any more, but listening', unavailable, readyStatus, 'wait'],
    ['not heard any more and not listening', unavailable, waitingStatus('CrashLoopBackOff', ''), 'replace'],
    ['without a node', pending, unschedulableStatus, 'replace'],
  ])('handles a changed spec for a pod that is %s', (_what, feed, status, type) => {
    expect(podAction([observedPod(feed, status)], 'another')).toMatchObject({ type });
  });

  it('makes a successor at once beside a pod that was told to go', () => {
    const pod = observedPod(running, readyStatus, { deletionTimestamp: '2026-11-22T18:02:00Z' });
    expect(podAction([pod], wanted)).toEqual({ type: 'create', discard: [] });
  });

  it.each(['Failed', 'Succeeded'])('replaces a pod that is %s and deletes it', (phase) => {
    const pod = observedPod(pending, { phase });
    expect(podAction([pod], wanted)).toEqual({ type: 'create', discard: [pod] });
  });
});

describe('servingPod', () => {
  const older = { name: 'main-older', creationTimestamp: '2026-11-22T17:00:00Z' };
  const newer = { name: 'main-newer', creationTimestamp: '2026-11-22T18:00:00Z' };

  it('is the pod of the higher epoch', () => {
    const first = observedPod(knownFeed(sessionFixture({ epoch: 4 })), readyStatus, older);
    const second = observedPod(knownFeed(sessionFixture({ epoch: 5 })), readyStatus, newer);
    expect(servingPod([first, second])).toBe(second);
    expect(podAction([first, second], wanted)).toEqual({ type: 'keep', pod: second, discard: [first] });
  });

  it('is decided for good only when every pod was heard or given up', () => {
    const first = observedPod(pending, readyStatus, older);
    const second = observedPod(pending, readyStatus, newer);
    expect(podAction([first, second], wanted)).toEqual({ type: 'keep', pod: first, discard: [] });
    const lost = observedPod(unavailable, readyStatus, newer);
    expect(podAction([first, lost], wanted)).toEqual({ type: 'keep', pod: first, discard: [lost] });
  });

  it('is the one that listens where epochs are equal, then the older', () => {
    const deaf = observedPod(pending, unschedulableStatus, older);
    const listening = observedPod(knownFeed(), readyStatus, newer);
    expect(servingPod([deaf, listening])).toBe(listening);
    expect(servingPod([listening, observedPod(knownFeed(), readyStatus, older)])?.name).toBe('main-older');
  });

  it('carries the annotation that tells its spec', () => {
    expect(servingPod([observedPod()])?.pod.metadata.annotations?.[annotations.podSpecHash]).toBe(wanted);
  });
});
