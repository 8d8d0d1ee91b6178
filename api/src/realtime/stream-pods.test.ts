import { transcoderPod } from '@kubecast/media/testing/transcoder-pod';
import { describe, expect, it } from 'vitest';
import { podUrl, streamOf } from './stream-pods.ts';

describe('podUrl', () => {
  it('is that of the pod that edge and gateway ask first', () => {
    const old = transcoderPod({ name: 'old', ip: '10.0.0.1', leaving: true });
    const current = transcoderPod({ name: 'current', ip: '10.0.0.2' });
    expect(podUrl([old, current])).toBe('http://10.0.0.2:8080');
  });

  it('is none of a pod that is over or has no address yet', () => {
    const over = transcoderPod({ name: 'over', ip: '10.0.0.1', phase: 'Failed' });
    expect(podUrl([over, transcoderPod({ name: 'new' })])).toBeUndefined();
    expect(podUrl([])).toBeUndefined();
  });

  it('is one that URLs know of an IPv6 address', () => {
    expect(podUrl([transcoderPod({ name: 'six', ip: 'fd00::7' })])).toBe('http://[fd00::7]:8080');
  });
});

describe('streamOf', () => {
  const pod = transcoderPod({ name: 'pod', ip: '10.0.0.1' });
  const [owner] = pod.metadata.ownerReferences ?? [];
  const ownedBy = (change: object) =>
    ({ ...pod, metadata: { ...pod.metadata, ownerReferences: owner ? [{ ...owner, ...change }] : [] } }) as const;

  it('is the LiveStream that controls the pod', () => {
    expect(streamOf(pod)).toEqual([owner?.uid]);
  });

  it.each([{ controller: false }, { kind: 'Job' }, { apiVersion: 'elsewhere.example/v1alpha1' }])(
    'is nothing of a pod whose owner is one with %j',
    (change) => {
      expect(streamOf(ownedBy(change))).toEqual([]);
    },
  );
});
