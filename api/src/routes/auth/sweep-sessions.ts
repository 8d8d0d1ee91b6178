/** Deletes what ended: families, tokens, counters. Every replica may do so at once, and the rows do no harm until then. */
import type { Pool } from 'pg';
import { deleteForgottenCounters } from '../../auth/attempt-counters-repository.ts';
import { deleteEnded } from './refresh-tokens-repository.ts';

/** Rows a statement, so that none takes long. */
const batch = 5_000;

const deleteAll = async (deleteSome: (limit: number) => Promise<number>, limit: number): Promise<void> => {
  while ((await deleteSome(limit)) >= limit);
};

export const sweepSessions = async (pool: Pool, now: Date, limit = batch): Promise<void> => {
  await deleteAll((some) => deleteForgottenCounters(pool, now, some), limit);
  await deleteAll((some) => deleteEnded(pool, now, some), limit);
};
