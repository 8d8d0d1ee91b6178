import { describe, expect, it } from 'vitest';
import { earlierNowMs } from './create-retention.ts';

const dayMs = 86_400_000;

describe('earlierNowMs', () => {
  it('goes by our own clock when the date of the bucket is ahead', () => {
    const before = Date.now();
    const now = earlierNowMs({ nowMs: () => Date.now() + dayMs });
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  it('goes by the date of the bucket when ours is ahead', () => {
    expect(earlierNowMs({ nowMs: () => 1_000 })).toBe(1_000);
  });
});
