import { describe, expect, it } from 'vitest';
import { TokenBuckets } from './token-buckets.ts';

const limits = { perSecond: 10, burst: 3, maxBuckets: 2 };

/** How many of `count` tries at once succeed. */
const take = (buckets: TokenBuckets, key: string, nowMs: number, count = 10): number =>
  Array.from({ length: count }, () => buckets.take(key, nowMs)).filter(Boolean).length;

describe('TokenBuckets', () => {
  it('gives the burst, then the rate', () => {
    const buckets = new TokenBuckets(limits);
    expect([take(buckets, 'a', 0), take(buckets, 'a', 99), take(buckets, 'a', 100)]).toEqual([3, 0, 1]);
    expect(take(buckets, 'a', 60_000)).toBe(3);
  });

  it('gives each address its own', () => {
    const buckets = new TokenBuckets(limits);
    expect([take(buckets, 'a', 0), take(buckets, 'b', 0)]).toEqual([3, 3]);
  });

  it('refuses new addresses when it is full, and forgets those that have been quiet', () => {
    const buckets = new TokenBuckets(limits);
    expect([take(buckets, 'a', 0), take(buckets, 'b', 200), take(buckets, 'c', 200)]).toEqual([3, 3, 0]);
    buckets.forgetFull(300);
    expect([buckets.size, take(buckets, 'c', 300)]).toEqual([1, 3]);
  });
});
