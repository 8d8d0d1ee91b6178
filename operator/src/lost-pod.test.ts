import type { Pod } from '@kubecast/runtime/core-kinds';
import { describe, expect, it } from 'vitest';
import { isLost } from './lost-pod.ts';

const pod = (deletionTimestamp?: string): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'clip-x2x4q', ...(deletionTimestamp !== undefined && { deletionTimestamp }) },
  status: { phase: 'Running' },
});

describe('isLost', () => {
  it.each([
    ['nobody told it to go', undefined, false],
    ['its time to end is not over', '2026-11-22T18:08:30Z', false],
    ['its time to end was over a moment ago', '2026-11-22T18:07:31Z', false],
    ['its time to end was over half a minute ago', '2026-11-22T18:07:30Z', true],
  ])('tells of a pod when %s', (_what, deletionTimestamp, expected) => {
    expect(isLost(pod(deletionTimestamp), new Date('2026-11-22T18:08:00Z'))).toBe(expected);
  });
});
