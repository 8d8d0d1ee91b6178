import { describe, expect, it } from 'vitest';
import { KeyframeRing, ringLimits } from './keyframe-ring.ts';
import type { TransportSpan } from './transport-scanner.ts';

const keyframe = (pts: number, bytes = 188): TransportSpan => ({
  bytes: Buffer.alloc(bytes),
  keyframe: { pts, tables: Buffer.alloc(0), parameters: undefined },
});
const others = (bytes = 188): TransportSpan => ({ bytes: Buffer.alloc(bytes), keyframe: undefined });

/** Adds spans at given milliseconds; gives the keyframes that are kept. */
const keep = (...spans: readonly (readonly [number, TransportSpan])[]): readonly number[] => {
  let now = 0;
  const ring = new KeyframeRing(() => now);
  for (const [at, span] of spans) {
    now = at;
    ring.add(span);
  }
  return ring.groups.map(({ keyframe: { pts } }) => pts);
};

describe('KeyframeRing', () => {
  it('keeps nothing before the first keyframe', () => {
    expect(keep([0, others()], [10, others()])).toEqual([]);
  });

  it('keeps the group before as long as the new one is young', () => {
    expect(keep([0, keyframe(1)], [4_000, keyframe(2)], [6_000, others()])).toEqual([1, 2]);
  });

  it('forgets it after that', () => {
    expect(keep([0, keyframe(1)], [4_000, keyframe(2)], [4_001 + ringLimits.overlapMs, others()])).toEqual([2]);
  });

  it('gives up a group that grows too old', () => {
    expect(keep([0, keyframe(1)], [ringLimits.ageMs + 1, others()], [ringLimits.ageMs + 2, others()])).toEqual([]);
  });

  it('gives up a group that grows too large', () => {
    expect(keep([0, keyframe(1)], [1, others(ringLimits.bytes)], [2, keyframe(3)])).toEqual([3]);
  });

  it('hands out the bytes since the keyframe', () => {
    const ring = new KeyframeRing(() => 5);
    for (const span of [others(), keyframe(1), others(376)]) ring.add(span);
    expect(ring.groups.map(({ arrivedUnixMs, chunks }) => [arrivedUnixMs, chunks.map(({ length }) => length)])).toEqual(
      [[5, [188, 376]]],
    );
  });
});
