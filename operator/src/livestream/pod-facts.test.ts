import type { ContainerState, PodStatus } from 'kubernetes-types/core/v1.js';
import { describe, expect, it } from 'vitest';
import { podFacts } from './pod-facts.ts';
import { podFixture, readyStatus, unschedulableStatus, waitingStatus } from './testing/pod-fixture.ts';

const started = '2026-11-22T18:01:00Z';

/** A running container that is not ready. */
const silent = (readyChangedAt: string | undefined, restartCount = 0): PodStatus => ({
  phase: 'Running',
  podIP: '10.244.0.7',
  conditions: [
    { type: 'PodScheduled', status: 'True' },
    { type: 'Ready', status: 'False', ...(readyChangedAt && { lastTransitionTime: readyChangedAt }) },
  ],
  containerStatuses: [
    {
      name: 'transcoder',
      image: 'kubecast.dev/transcoder:test',
      imageID: '',
      ready: false,
      started: true,
      restartCount,
      state: { running: { startedAt: started } },
    },
  ],
});

const crashing = (lastState: ContainerState): PodStatus => {
  const status = waitingStatus('CrashLoopBackOff', 'back-off 20s');
  const [container] = status.containerStatuses ?? [];
  return { ...status, containerStatuses: container ? [{ ...container, restartCount: 3, lastState }] : [] };
};

const ended = { terminated: { exitCode: 78, reason: 'Error' } };

const unschedulableFor = (message: string | undefined): PodStatus => ({
  phase: 'Pending',
  conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated', ...(message && { message }) }],
});

describe('podFacts', () => {
  it.each<[string, PodStatus, string, RegExp]>([
    ['nothing yet', {}, 'PodStarting', /scheduled and started/],
    [
      'no node',
      unschedulableStatus,
      'Unschedulable',
      /^No node takes the pod: 0\/1 nodes are available: 1 Insufficient cpu\. The pod requests cpu 465m/,
    ],
    [
      'a scheduler that says more',
      unschedulableFor('0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: none.'),
      'Unschedulable',
      /cpu\. The pod requests/,
    ],
    ['a gate', unschedulableFor(undefined), 'Unschedulable', /SchedulingGated\. The pod/],
    ['a container being made', waitingStatus('ContainerCreating', ''), 'PodStarting', /started/],
    [
      'an image that is not there',
      waitingStatus('ImagePullBackOff', 'not found'),
      'ImagePull',
      /transcoder:test cannot be pulled: not found/,
    ],
    [
      'a Secret that lacks a key',
      waitingStatus('CreateContainerConfigError', 'no key'),
      'PodNotReady',
      /waits: no key/,
    ],
    [
      'a container that keeps ending',
      crashing(ended),
      'CrashLooping',
      /exit code 78 \(Error\).*kubectl logs --namespace live --previous main-b4r7x/,
    ],
    ['the same without a past', crashing({}), 'CrashLooping', /keeps ending\. See/],
    ['an agent that is about to listen', silent(started), 'PodStarting', /started/],
    [
      'an agent that does not listen any more',
      silent('2026-11-22T18:09:00Z'),
      'PodNotReady',
      /does not listen on SRT$/,
    ],
    ['an agent that came back', silent(undefined, 2), 'PodNotReady', /restarted 2 times/],
    ['all it needs', readyStatus, 'Listening', /may connect/],
  ])('explains a pod that has %s', (_what, status, reason, message) => {
    const { explanation } = podFacts(podFixture(status));
    expect(explanation.reason).toBe(reason);
    expect(explanation.message).toMatch(message);
  });

  it('says that a pod goes, whatever else is true of it', () => {
    const pod = podFixture(readyStatus, { deletionTimestamp: '2026-11-22T18:09:00Z' });
    expect(podFacts(pod)).toMatchObject({ terminating: true, ready: true, explanation: { reason: 'PodTerminating' } });
  });
});
