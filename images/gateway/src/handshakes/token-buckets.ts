/**
 * A rate limit a key: `perSecond` on average, `burst` at once. Full buckets are forgotten, so that memory holds only keys that
 * came lately; when the table is full, all that are new in it share one bucket, or are refused.
 */
interface Bucket {
  tokens: number;
  atMs: number;
}

export interface TokenBucketLimits {
  readonly perSecond: number;
  readonly burst: number;
}

export interface TokenBucketsOptions extends TokenBucketLimits {
  /** Keys in memory at once. */
  readonly maxBuckets: number;
  /** For all that found no room in a full table. Absent: they are refused. */
  readonly shared?: TokenBucketLimits;
}

const fill = ({ tokens, atMs }: Bucket, { perSecond, burst }: TokenBucketLimits, nowMs: number): number =>
  Math.min(burst, tokens + ((nowMs - atMs) / 1000) * perSecond);

const takeFrom = (bucket: Bucket, limits: TokenBucketLimits, nowMs: number): boolean => {
  bucket.tokens = fill(bucket, limits, nowMs);
  bucket.atMs = nowMs;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
};

export class TokenBuckets {
  readonly #options: TokenBucketsOptions;
  readonly #buckets = new Map<string, Bucket>();
  readonly #shared: Bucket;

  constructor(options: TokenBucketsOptions) {
    this.#options = options;
    this.#shared = { tokens: options.shared?.burst ?? 0, atMs: 0 };
  }

  get size(): number {
    return this.#buckets.size;
  }

  /** Takes one token; false when there is none. `nowMs` never goes back. */
  take(key: string, nowMs: number): boolean {
    const bucket = this.#buckets.get(key) ?? this.#add(key, nowMs);
    return bucket ? takeFrom(bucket, this.#options, nowMs) : this.#takeShared(nowMs);
  }

  /** Forgets what is full again; call it every few seconds. */
  forgetFull(nowMs: number): void {
    const { burst } = this.#options;
    for (const [key, bucket] of this.#buckets) {
      if (fill(bucket, this.#options, nowMs) >= burst) this.#buckets.delete(key);
    }
  }

  #takeShared(nowMs: number): boolean {
    const { shared } = this.#options;
    return shared !== undefined && takeFrom(this.#shared, shared, nowMs);
  }

  #add(key: string, nowMs: number): Bucket | undefined {
    const { maxBuckets, burst } = this.#options;
    if (this.#buckets.size >= maxBuckets) return undefined;
    const bucket = { tokens: burst, atMs: nowMs };
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
