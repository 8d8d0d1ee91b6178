/** Ends a watch that has gone silent: a connection can die without either end being told. */

/** No event and no bookmark came for too long. */
export class SilentWatchError extends Error {
  override readonly name = 'SilentWatchError';

  constructor(silenceMs: number) {
    super(`The watch said nothing for ${silenceMs} ms, not even a bookmark: its connection is taken to be dead`);
  }
}

/** A running watchdog; `end` releases its timer. */
export interface Watchdog {
  /** Aborts with a SilentWatchError, or with the parent's reason. */
  readonly signal: AbortSignal;
  /** Something was heard. */
  touch(): void;
  end(): void;
}

/** Starts listening. */
export const startWatchdog = (silenceMs: number, parent: AbortSignal): Watchdog => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new SilentWatchError(silenceMs)), silenceMs);
  const abort = (): void => controller.abort(parent.reason);
  parent.addEventListener('abort', abort, { once: true });
  if (parent.aborted) abort();
  return {
    signal: controller.signal,
    touch: () => timer.refresh(),
    end: () => {
      clearTimeout(timer);
      parent.removeEventListener('abort', abort);
    },
  };
};
