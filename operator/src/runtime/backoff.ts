/**
 * How long to wait before trying again: exponential with full jitter (uniform between 0 and the exponential bound), so that
 * many clients that failed together do not come back together.
 */

/** Bounds of the waits, in milliseconds. */
export interface BackoffBounds {
  /** Bound of the first wait. */
  readonly baseMs: number;
  /** No bound is above it. */
  readonly capMs: number;
}

/** The bound after `failures` failures in a row (from 1 on): base, twice the base, four times … up to the cap. */
export const backoffBoundMs = ({ baseMs, capMs }: BackoffBounds, failures: number): number =>
  Math.min(capMs, baseMs * 2 ** Math.max(0, failures - 1));

/** Counts failures in a row and says how long to wait after each. */
export class Backoff {
  readonly #bounds: BackoffBounds;
  readonly #random: () => number;
  #failures = 0;

  /** `random` returns a number in [0, 1). */
  constructor(bounds: BackoffBounds, random: () => number = Math.random) {
    this.#bounds = bounds;
    this.#random = random;
  }

  /** Failures since the last success. */
  get failures(): number {
    return this.#failures;
  }

  /** Counts a failure; returns the wait in milliseconds. */
  nextMs(): number {
    this.#failures += 1;
    return Math.floor(this.#random() * backoffBoundMs(this.#bounds, this.#failures));
  }

  /** It worked: the next failure is the first. */
  reset(): void {
    this.#failures = 0;
  }
}
