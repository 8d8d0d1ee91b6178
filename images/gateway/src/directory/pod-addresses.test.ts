import type { Pod } from '@kubecast/runtime/core-kinds';
import { describe, expect, it } from 'vitest';
import { isAtAddress, podAddresses } from './pod-addresses.ts';

const pod = (status: NonNullable<Pod['status']>): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a', uid: 'a' },
  status,
});

describe('isAtAddress', () => {
  it.each<[string, boolean, Pod[]]>([
    ['it is there', true, [pod({ podIP: '10.0.0.1' })]],
    ['its address is not known', true, [pod({ phase: 'Running' })]],
    ['it has another address, as after its sandbox was made anew', false, [pod({ podIP: '10.0.0.2' })]],
    ['it is over', false, [pod({ phase: 'Failed', podIP: '10.0.0.1' })]],
    ['it is gone', false, []],
  ])('tells of a pod when %s: %s', (_, isThere, pods) => {
    expect(isAtAddress(podAddresses(pods), { uid: 'a', host: '10.0.0.1' })).toBe(isThere);
  });
});
