/** Timers that an AbortSignal ends. */

/** A life within another: ends with it, or before. (`AbortSignal.any` is younger than the browsers that play here.) */
export const lifeWithin = (outer: AbortSignal): AbortController => {
  const life = new AbortController();
  if (outer.aborted) life.abort();
  else outer.addEventListener('abort', () => life.abort(), { once: true, signal: life.signal });
  return life;
};

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
