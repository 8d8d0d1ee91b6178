import { describe, expect, it } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

const takeMany = (bucket: TokenBucket, count: number, nowMs: number): number =>
  Array.from({ length: count }, () => bucket.take(nowMs)).filter(Boolean).length;

describe('TokenBucket', () => {
  it('gives a burst and no more', () => {
    expect(takeMany(new TokenBucket(5, 10, 0), 20, 0)).toBe(5);
  });

  it('fills with time, up to the burst', () => {
    const bucket = new TokenBucket(5, 10, 0);
    takeMany(bucket, 5, 0);
    expect(takeMany(bucket, 20, 200)).toBe(2);
    expect(takeMany(bucket, 20, 60_000)).toBe(5);
  });
});
