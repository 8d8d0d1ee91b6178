import { describe, expect, it } from 'vitest';
import { addSegment, averageBitsPerSecond, noBandwidth } from './bandwidth.ts';

const measure = (...segments: readonly { byteLength: number; durationMs: number }[]) =>
  segments.reduce((bandwidth, segment) => addSegment(bandwidth, segment, 2), noBandwidth);

describe('addSegment', () => {
  it('keeps the heaviest segment as the peak', () => {
    const bandwidth = measure({ byteLength: 500_000, durationMs: 2000 }, { byteLength: 250_000, durationMs: 2000 });
    expect(bandwidth.peakBitsPerSecond).toBe(2_000_000);
  });

  it('leaves a short last segment out of the peak', () => {
    const bandwidth = measure({ byteLength: 250_000, durationMs: 2000 }, { byteLength: 100_000, durationMs: 40 });
    expect(bandwidth.peakBitsPerSecond).toBe(1_000_000);
  });

  it('takes a short segment for want of another', () => {
    expect(measure({ byteLength: 1_000, durationMs: 100 }).peakBitsPerSecond).toBe(80_000);
  });
});

describe('averageBitsPerSecond', () => {
  it('is over all segments', () => {
    const bandwidth = measure({ byteLength: 500_000, durationMs: 2000 }, { byteLength: 250_000, durationMs: 1000 });
    expect(averageBitsPerSecond(bandwidth)).toBe(2_000_000);
  });

  it('is 0 before the first segment', () => {
    expect(averageBitsPerSecond(noBandwidth)).toBe(0);
  });
});
