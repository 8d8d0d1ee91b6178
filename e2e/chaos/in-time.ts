/** Gives work a time after which it is told to end. */
import { wait } from './wait.ts';

export interface Patience {
  /** So long may the work take. */
  readonly workMs: number;
  /** And so long, once it is told to end. */
  readonly endMs: number;
}

/** Work that did not end although it was told to: whatever it holds is still held. */
export class StuckError extends Error {}

/**
 * Runs `work`; its signal aborts when `signal` does, or when it takes too long. Resolves and rejects only when the work has ended.
 *
 * @throws Error when it took too long; StuckError when it then did not end either
 */
export const inTime = async <T>(
  work: (signal: AbortSignal) => Promise<T>,
  { workMs, endMs }: Patience,
  signal: AbortSignal,
): Promise<T> => {
  const [tooLong, over] = [new AbortController(), new AbortController()];
  const words = `It took longer than ${workMs / 1_000} s`;
  const running = work(AbortSignal.any([signal, tooLong.signal])).finally(() => over.abort());
  // Heard below, unless it is stuck.
  running.catch(() => undefined);
  await wait(workMs, over.signal);
  if (!over.signal.aborted) {
    tooLong.abort(new Error(words));
    await wait(endMs, over.signal);
    if (!over.signal.aborted) throw new StuckError(`${words}, and did not end in another ${endMs / 1_000} s`);
  }
  return running.catch((error: unknown) => {
    throw tooLong.signal.aborted ? new Error(words, { cause: error }) : error;
  });
};
