/** Deletes what ended: families, tokens, counters. Every replica may do so at once, and the rows do no harm until then. */
import type { Pool } from 'pg';
import { deleteForgottenCounters } from '../../auth/attempt-counters-repository.ts';
import { deleteEnded } from './refresh-tokens-repository.ts';

/** Rows a statement, so that none takes long. */
const batch = 5_000;

const deleteAllEnded = async (pool: Pool, now: Date): Promise<void> => {
  const deleted = await deleteEnded(pool, now, batch);
  if (deleted >= batch) await deleteAllEnded(pool, now);
};

export const sweepSessions = async (pool: Pool, now: Date): Promise<void> => {
  await deleteForgottenCounters(pool, now);
  await deleteAllEnded(pool, now);
};
