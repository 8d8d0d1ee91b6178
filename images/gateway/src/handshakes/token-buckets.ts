/**
 * A rate limit an address: `perSecond` on average, `burst` at once. Full buckets are forgotten, so that memory holds only
 * addresses that came lately; when the table is full, whoever is new in it is refused.
 */
interface Bucket {
  tokens: number;
  atMs: number;
}

export interface TokenBucketLimits {
  readonly perSecond: number;
  readonly burst: number;
  /** Addresses in memory at once. */
  readonly maxBuckets: number;
}

export class TokenBuckets {
  readonly #limits: TokenBucketLimits;
  readonly #buckets = new Map<string, Bucket>();

  constructor(limits: TokenBucketLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#buckets.size;
  }

  /** Takes one token; false when there is none. `nowMs` never goes back. */
  take(key: string, nowMs: number): boolean {
    const bucket = this.#buckets.get(key) ?? this.#add(key, nowMs);
    if (!bucket) return false;
    bucket.tokens = this.#tokensAt(bucket, nowMs);
    bucket.atMs = nowMs;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

  /** Forgets what is full again; call it every few seconds. */
  forgetFull(nowMs: number): void {
    for (const [key, bucket] of this.#buckets) {
      if (this.#tokensAt(bucket, nowMs) >= this.#limits.burst) this.#buckets.delete(key);
    }
  }

  #tokensAt({ tokens, atMs }: Bucket, nowMs: number): number {
    const { perSecond, burst } = this.#limits;
    return Math.min(burst, tokens + ((nowMs - atMs) / 1000) * perSecond);
  }

  #add(key: string, nowMs: number): Bucket | undefined {
    if (this.#buckets.size >= this.#limits.maxBuckets) return undefined;
    const bucket = { tokens: this.#limits.burst, atMs: nowMs };
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
