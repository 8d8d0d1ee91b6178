import { type BackoffBounds, backoffBoundMs } from './backoff.ts';

/** The bounds of a key's backoff, and how much of it is chance. */
export interface BackoffOptions extends BackoffBounds {
  /** The share of a delay, 0 to 1, that is left to chance so that keys which failed together do not return together. */
  readonly jitter?: number;
  /** 0 ≤ x < 1. Given by tests. */
  readonly random?: () => number;
}

const defaultJitter = 0.25;

/** Counts failures by key: each one in a row doubles the delay before the next try. */
export class WorkQueueBackoff {
  readonly #failures = new Map<string, number>();
  readonly #options: BackoffOptions;

  constructor(options: BackoffOptions) {
    this.#options = options;
  }

  /** Counts one more failure of `key`; returns the delay before its next try, in milliseconds. */
  next(key: string): number {
    const failures = this.failures(key) + 1;
    this.#failures.set(key, failures);
    const { jitter = defaultJitter, random = Math.random } = this.#options;
    return backoffBoundMs(this.#options, failures) * (1 - jitter * random());
  }

  /** The failures of `key` in a row. */
  failures(key: string): number {
    return this.#failures.get(key) ?? 0;
  }

  /** `key` did well: its next failure starts at the base delay again. */
  forget(key: string): void {
    this.#failures.delete(key);
  }
}
