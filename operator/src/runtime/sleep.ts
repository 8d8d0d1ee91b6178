/** Waits; rejects with the signal's reason when that comes first. On the global timer, so that tests can fake it. */
export const sleep = async (waitMs: number, signal: AbortSignal): Promise<void> => {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const abort = (): void => reject(signal.reason);
  const timer = setTimeout(resolve, waitMs);
  signal.addEventListener('abort', abort, { once: true });
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
};
