/** Forgets viewers that were counted, once they would be counted again. */
import type { Pool } from 'pg';
import { forgetExpiredViews } from './views-repository.ts';

const batch = 5_000;

/** Goes on until no expired one is left. Safe in several programs at once. `pool` is of vod_db. */
export const sweepViews = async (pool: Pool, now: () => Date, signal: AbortSignal): Promise<void> => {
  let forgotten: number;
  do {
    signal.throwIfAborted();
    forgotten = await forgetExpiredViews(pool, now(), batch);
  } while (forgotten === batch);
};
