/** Timers that an AbortSignal ends. */

/** Calls once, unless the signal aborts before. */
export const callAfter = (delayMs: number, signal: AbortSignal, call: () => void): void => {
  if (signal.aborted) return;
  const timer = setTimeout(call, delayMs);
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
};

/** Calls again and again until the signal aborts. */
export const callEvery = (intervalMs: number, signal: AbortSignal, call: () => void): void => {
  if (signal.aborted) return;
  const timer = setInterval(call, intervalMs);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
};
