import { setTimeout as sleep } from 'node:timers/promises';

/** How long and how often to look. */
export interface WaitOptions {
  /** Default 20,000. */
  readonly timeoutMs?: number;
  /** Default 20. */
  readonly intervalMs?: number;
}

/**
 * Looks until `condition` gives something other than undefined and false, and returns that.
 *
 * @throws Error that names `what`, with the last error of `condition` as its cause, when it takes too long
 */
export const waitFor = async <T>(
  what: string,
  condition: () => T | Promise<T>,
  { timeoutMs = 20_000, intervalMs = 20 }: WaitOptions = {},
): Promise<Exclude<T, undefined | false>> => {
  const endMs = performance.now() + timeoutMs;
  for (let cause: unknown; ; await sleep(intervalMs)) {
    try {
      const result = await condition();
      if (isPresent(result)) return result;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > endMs) throw new Error(`Waited ${timeoutMs} ms in vain: ${what}`, { cause });
  }
};

const isPresent = <T>(value: T): value is Exclude<T, undefined | false> => value !== undefined && value !== false;
