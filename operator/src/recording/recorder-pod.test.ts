import type { Pod } from '@kubecast/runtime/core-kinds';
import type { PodStatus } from 'kubernetes-types/core/v1.js';
import { describe, expect, it } from 'vitest';
import { explainPending } from './recorder-pod.ts';

const pod = (status: PodStatus): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'clip-x2x4q' },
  spec: { containers: [{ name: 'recorder', resources: { requests: { 'ephemeral-storage': '2432Mi' } } }] },
  status: { phase: 'Pending', ...status },
});

const refusedBy = (message: string): PodStatus => ({
  conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
});

const waitingFor = (reason: string): PodStatus => {
  const container = { name: 'recorder', image: 'kubecast.dev/recorder:1', imageID: '', ready: false, restartCount: 0 };
  return { containerStatuses: [{ ...container, state: { waiting: { reason, message: 'not found' } } }] };
};

describe('explainPending', () => {
  it('is a person’s to mend when no node has a disk for the video', () => {
    const status = refusedBy('0/1 nodes are available: 1 Insufficient ephemeral-storage. preemption: no.');
    expect(explainPending(pod(status))).toMatchObject({
      kind: 'stalled',
      reason: 'NoSpace',
      message: expect.stringMatching(/1 Insufficient ephemeral-storage\. The recorder needs 2432Mi/),
    });
  });

  it.each([
    ['no node takes it', refusedBy('0/1 nodes are available: 1 Insufficient cpu.'), /1 Insufficient cpu\. Add a node/],
    ['its image is not there', waitingFor('ImagePullBackOff'), /kubecast\.dev\/recorder:1 cannot be pulled: not found/],
  ])('goes on waiting, and says why, when %s', (_what, status, message) => {
    const state = { kind: 'progressing', reason: 'Pending', message: expect.stringMatching(message) };
    expect(explainPending(pod(status))).toMatchObject(state);
  });

  it.each([
    ['it was not scheduled yet', {}],
    ['its container is being made', waitingFor('ContainerCreating')],
  ])('has nothing to tell when %s', (_what, status) => {
    expect(explainPending(pod(status))).toBeUndefined();
  });
});
