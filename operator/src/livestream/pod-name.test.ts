import { describe, expect, it } from 'vitest';
import { podName } from './pod-name.ts';

const lineage = { stream: 'main', liveStreamUid: 'uid-1', predecessors: ['main-bbbbb', 'main-ccccc'] };

describe('podName', () => {
  it('is a DNS label after the stream', () => {
    expect(podName(lineage)).toMatch(/^main-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  });

  it('is the same for the same lineage, in whatever order', () => {
    const reversed = { ...lineage, predecessors: ['main-ccccc', 'main-bbbbb', 'main-ccccc'] };
    expect(podName(reversed)).toBe(podName(lineage));
  });

  it('differs when a predecessor is added, and between streams of one name', () => {
    const first = podName({ ...lineage, predecessors: [] });
    expect(podName({ ...lineage, predecessors: [first] })).not.toBe(first);
    expect(podName({ ...lineage, predecessors: [], liveStreamUid: 'uid-2' })).not.toBe(first);
  });
});
