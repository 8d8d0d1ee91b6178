/** Tries again after a wait that grows: what is queued for the bucket is worth waiting for. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface RetryOptions {
  readonly signal: AbortSignal;
  /** Told of each failure, before the wait. */
  readonly onFault: (error: unknown) => void;
  /** Which failures may pass; the others are thrown at once. All of them when not given. */
  readonly mayPass?: (error: unknown) => boolean;
  /** How long failures like this one are borne, from the first in a row on; then it is thrown. Without end when not given. */
  readonly limitMs?: number | ((error: unknown) => number);
  readonly firstDelayMs?: number;
  readonly maxDelayMs?: number;
}

/** Full jitter around an exponential: `random` is in [0, 1). At least a fifth of the ceiling, so that no loop spins. */
export const retryDelayMs = (attempt: number, firstMs: number, maxMs: number, random: number): number => {
  const ceiling = Math.min(maxMs, firstMs * 2 ** Math.min(attempt, 20));
  return ceiling * (0.2 + 0.8 * random);
};

/**
 * The outcome of `action`, however many attempts it takes. Rejects with the signal's reason, and with a failure that
 * `mayPass` or `limitMs` lets through.
 */
export const retry = async <T>(action: () => Promise<T>, options: RetryOptions): Promise<T> => {
  const { signal, onFault, mayPass = () => true, limitMs = Number.POSITIVE_INFINITY } = options;
  const { firstDelayMs = 100, maxDelayMs = 5_000 } = options;
  const limitOf = (error: unknown): number => (typeof limitMs === 'number' ? limitMs : limitMs(error));
  let failingSinceMs: number | undefined;
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await action();
    } catch (error) {
      signal.throwIfAborted();
      failingSinceMs ??= performance.now();
      if (!mayPass(error) || performance.now() - failingSinceMs > limitOf(error)) throw error;
      onFault(error);
    }
    await sleep(retryDelayMs(attempt, firstDelayMs, maxDelayMs, Math.random()), undefined, { signal });
  }
};
