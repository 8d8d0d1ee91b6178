/** Ends a request when its caller gives up or its time is over, and tells the two apart afterwards. */
import { NetworkError, networkFailureOf } from './transport-error.ts';

/** A running deadline. Call `end` when the request is done: it releases the timer and the caller's signal. */
export interface Deadline {
  /** Aborts at the end of the time, or with the caller's signal. */
  readonly signal: AbortSignal;
  /** Milliseconds left; 0 when over. */
  remainingMs(): number;
  /** No time limit from here on; the caller's signal still counts. */
  disarm(): void;
  /** What to throw for `error`: the caller's reason, or a NetworkError. Other errors pass unchanged. */
  explain(error: unknown, attempt: string): unknown;
  end(): void;
}

/** Starts the time. @throws the signal's reason when it is aborted already */
export const startDeadline = (timeoutMs: number, caller: AbortSignal | undefined): Deadline => {
  caller?.throwIfAborted();
  const endsAtMs = performance.now() + timeoutMs;
  const controller = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort();
  }, timeoutMs);
  const abort = (): void => controller.abort(caller?.reason);
  caller?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    remainingMs: () => Math.max(0, endsAtMs - performance.now()),
    disarm: () => clearTimeout(timer),
    explain: (error, attempt) => {
      if (caller?.aborted) return caller.reason;
      return timedOut ? new NetworkError(attempt, 'timeout', error) : explainNetwork(error, attempt);
    },
    end: () => {
      clearTimeout(timer);
      caller?.removeEventListener('abort', abort);
    },
  };
};

const explainNetwork = (error: unknown, attempt: string): unknown => {
  const failure = networkFailureOf(error);
  return failure === undefined ? error : new NetworkError(attempt, failure, error);
};
