import { ApiError } from './api-error.ts';
import { isStale } from './apply-gone.ts';
import { StalledError, WaitingError } from './reconcile-error.ts';

/** What a pass says when it did not fail: all is done, or look again after so long. */
export type ReconcileResult = { readonly requeueAfterMs: number } | undefined;

/** How a pass ended, as the controller acts on it. `label` is the `result` of controller-runtime's metrics. */
export type ReconcileOutcome =
  | { readonly label: 'success'; readonly next: 'none' }
  | { readonly label: 'requeue_after'; readonly next: 'after'; readonly afterMs: number }
  | { readonly label: 'requeue'; readonly next: 'conflict'; readonly error: unknown }
  | { readonly label: 'error'; readonly next: 'none' | 'backoff'; readonly error: unknown }
  | { readonly label: 'error'; readonly next: 'after'; readonly afterMs: number; readonly error: unknown };

/** The outcome of a pass that returned. */
export const outcomeOfResult = (result: ReconcileResult): ReconcileOutcome =>
  result === undefined
    ? { label: 'success', next: 'none' }
    : { label: 'requeue_after', next: 'after', afterMs: result.requeueAfterMs };

/** The outcome of a pass that threw; `reconcile-error.ts` has the table. */
export const outcomeOfError = (error: unknown): ReconcileOutcome => {
  if (error instanceof StalledError) return { label: 'error', next: 'none', error };
  if (error instanceof WaitingError) return { label: 'requeue_after', next: 'after', afterMs: error.retryAfterMs };
  if (isStale(error)) return { label: 'requeue', next: 'conflict', error };
  if (error instanceof ApiError && error.retryAfterSeconds !== undefined) {
    return { label: 'error', next: 'after', afterMs: error.retryAfterSeconds * 1_000, error };
  }
  return { label: 'error', next: 'backoff', error };
};
