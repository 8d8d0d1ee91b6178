/** How often callers may ask: bounded memory, whatever addresses their packets name. */
import { networkOf } from './network-of.ts';
import { TokenBuckets } from './token-buckets.ts';

/** A caller that comes back through a real network may need some more than the average. */
const burstSeconds = 5;
/** A caller may ask for so many cookies for each attempt that it may begin. */
const cookiesAnAttempt = 4;
const maxBuckets = 10_000;
/**
 * Whoever forges addresses fills the table of those who ask for cookies. Nothing is kept for these, and an answer is as long as its
 * question: others go on getting them, as many as one core has to spare beside its flows.
 */
const sharedCookies = { perSecond: 10_000, burst: 10_000 };

export class CallerLimits {
  readonly #attempts: TokenBuckets;
  readonly #cookies: TokenBuckets;

  /** `perSecond`: attempts of a caller. */
  constructor(perSecond: number) {
    const cookies = perSecond * cookiesAnAttempt;
    this.#attempts = new TokenBuckets({ perSecond, burst: perSecond * burstSeconds, maxBuckets });
    this.#cookies = new TokenBuckets({
      ...{ perSecond: cookies, burst: cookies * burstSeconds, maxBuckets },
      shared: sharedCookies,
    });
  }

  /** Whether a cookie may be given to `address`, of which nothing is proven. */
  mayGetCookie(address: string, nowMs: number): boolean {
    return this.#cookies.take(networkOf(address), nowMs);
  }

  /** Whether `address`, which is proven, may begin an attempt. */
  mayBegin(address: string, nowMs: number): boolean {
    return this.#attempts.take(networkOf(address), nowMs);
  }

  /** Call it now and then: forgets callers that have been quiet. */
  forgetQuiet(nowMs: number): void {
    this.#attempts.forgetFull(nowMs);
    this.#cookies.forgetFull(nowMs);
  }
}
