/** The time for texts such as "3 minutes ago": one timer for the whole page, which runs only while somebody listens. */

const tickMs = 15_000;

/** See the file header. `getSnapshot` is milliseconds since the epoch, and changes with the ticks alone. */
export interface SlowClock {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => number;
}

/** A clock that ticks every 15 s. After a time without listeners it is right again with the first one. */
export const createSlowClock = (): SlowClock => {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let now = Date.now();
  const tick = (): void => {
    now = Date.now();
    for (const listener of listeners) listener();
  };
  const stop = (listener: () => void): void => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      timer ??= setInterval(tick, tickMs);
      return () => stop(listener);
    },
    getSnapshot: () => {
      if (timer === undefined && Math.abs(Date.now() - now) >= tickMs) now = Date.now();
      return now;
    },
  };
};

/** The page's own. */
export const slowClock: SlowClock = createSlowClock();
