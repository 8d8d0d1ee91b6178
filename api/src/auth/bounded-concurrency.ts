/** Work that is let in a few at a time, with a short queue: beyond it is refused, so that waiting never piles up. */
import { ApiError } from '../problems/api-error.ts';

export interface Bounds {
  /** How many run at once. */
  readonly concurrency: number;
  /** How many may wait. */
  readonly queueLength: number;
  /** What one who is refused is told, as `Retry-After`. */
  readonly retryAfterSeconds: number;
}

/** Runs `work` when its turn comes, in order. Throws ApiError `Busy` at once when the queue is full. */
export type BoundedRun = <Result>(work: () => Promise<Result>) => Promise<Result>;

export const createBoundedConcurrency = ({ concurrency, queueLength, retryAfterSeconds }: Bounds): BoundedRun => {
  const waiting: (() => void)[] = [];
  let running = 0;
  const ensureTurn = async (): Promise<void> => {
    if (running < concurrency) {
      running += 1;
      return;
    }
    if (waiting.length >= queueLength) {
      throw new ApiError('Busy', 'Could not start: too much is being done at the moment; try again', {
        retryAfterSeconds,
      });
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  };
  // A turn is handed on rather than given back, so that nobody who comes now overtakes who waits.
  const passTurn = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };
  return async (work) => {
    await ensureTurn();
    try {
      return await work();
    } finally {
      passTurn();
    }
  };
};
