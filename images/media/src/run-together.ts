/** Several lives as one: none goes on when another failed. */

export type Life = (signal: AbortSignal) => Promise<void>;

/**
 * Runs all until `signal`; the first that fails ends the others.
 *
 * @throws what the first one failed with, when all have ended
 */
export const runTogether = async (signal: AbortSignal, lives: readonly Life[]): Promise<void> => {
  const failure = new AbortController();
  const ending = AbortSignal.any([signal, failure.signal]);
  const run = (life: Life): Promise<void> => life(ending).catch((error: unknown) => failure.abort(error));
  await Promise.all(lives.map(run));
  failure.signal.throwIfAborted();
};
