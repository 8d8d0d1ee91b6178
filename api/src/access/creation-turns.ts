/**
 * Who may create something now: one of a user at a time, on whichever replica, and a few users at once on this one, since each
 * holds a connection to Postgres. A user's second creation waits before it counts among the few, so that nobody fills them alone.
 */
import type { Pool, PoolClient } from 'pg';
import { type BoundedRun, createBoundedConcurrency } from '../auth/bounded-concurrency.ts';
import { withUserLock } from '../database/user-lock.ts';

const ofAll = { concurrency: 3, queueLength: 60, retryAfterSeconds: 2 };
const ofUser = { concurrency: 1, queueLength: 10, retryAfterSeconds: 2 };

/** Does `work` for the user when its turn comes, with the connection that holds the lock. Throws ApiError `Busy`. */
export type CreationTurns = <Result>(userId: string, work: (client: PoolClient) => Promise<Result>) => Promise<Result>;

interface UserTurns {
  readonly run: BoundedRun;
  /** How many run or wait. */
  asked: number;
}

export const createCreationTurns = (pool: Pool): CreationTurns => {
  const fewAtOnce = createBoundedConcurrency(ofAll);
  const users = new Map<string, UserTurns>();
  return async (userId, work) => {
    const turns = users.get(userId) ?? { run: createBoundedConcurrency(ofUser), asked: 0 };
    users.set(userId, turns);
    turns.asked += 1;
    try {
      return await turns.run(() => fewAtOnce(() => withUserLock(pool, userId, work)));
    } finally {
      turns.asked -= 1;
      if (turns.asked === 0) users.delete(userId);
    }
  };
};
