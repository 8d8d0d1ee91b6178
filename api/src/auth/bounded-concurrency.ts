/** Work that is let in a few at a time, with a short queue: beyond it is refused, so that waiting never piles up. */
import { ApiError } from '../problems/api-error.ts';
import { type Waiter, whoYields } from './who-yields.ts';

export interface Bounds {
  /** How many run at once. */
  readonly concurrency: number;
  /** How many may wait. */
  readonly queueLength: number;
  /** How many of these places are kept for known ones; none where nobody is. */
  readonly keptForKnown?: number;
  /** What one who is refused is told, as `Retry-After`. */
  readonly retryAfterSeconds: number;
}

/**
 * Runs `work` when its turn comes, in order. Throws ApiError `Busy` when the queue is full: at once, or later when the place goes
 * to another (`who-yields.ts`). Where nobody says who waits, all are one party.
 */
export type BoundedRun = <Result>(work: () => Promise<Result>, waiter?: Waiter) => Promise<Result>;

const anybody: Waiter = { party: '', isKnown: false };

interface Place extends Waiter {
  readonly start: () => void;
  readonly refuse: (error: ApiError) => void;
}

export const createBoundedConcurrency = (bounds: Bounds): BoundedRun => {
  const { concurrency, queueLength, keptForKnown = 0, retryAfterSeconds } = bounds;
  const waiting: Place[] = [];
  let running = 0;
  const busy = (): ApiError =>
    new ApiError('Busy', 'Could not start: too much is being done at the moment; try again', { retryAfterSeconds });
  const ensurePlace = (newcomer: Waiter): void => {
    if (waiting.length < queueLength) return;
    const index = whoYields(waiting, newcomer, keptForKnown);
    if (index < 0) throw busy();
    for (const { refuse } of waiting.splice(index, 1)) refuse(busy());
  };
  const ensureTurn = async (waiter: Waiter): Promise<void> => {
    if (running < concurrency) {
      running += 1;
      return;
    }
    ensurePlace(waiter);
    await new Promise<void>((start, refuse) => waiting.push({ ...waiter, start, refuse }));
  };
  // A turn is handed on rather than given back, so that nobody who comes now overtakes who waits.
  const passTurn = (): void => {
    const next = waiting.shift();
    if (next) next.start();
    else running -= 1;
  };
  return async (work, waiter = anybody) => {
    await ensureTurn(waiter);
    try {
      return await work();
    } finally {
      passTurn();
    }
  };
};
