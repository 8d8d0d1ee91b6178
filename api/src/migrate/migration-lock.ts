/** One migration at a time: a lock of the administrator's session, which ends with it however it ends. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@kubecast/media/logger';
import { z } from 'zod';
import type { AdminConnection } from './admin-connection.ts';
import { MigrateError } from './migrate-error.ts';

/** Any number that nobody else takes: "kubecast" in ASCII, the first seven of its letters. */
const lockKey = '30246887976296819';
const lookEveryMs = 500;

const tryLock = async (admin: AdminConnection): Promise<boolean> => {
  const { rows } = await admin.query('SELECT pg_try_advisory_lock($1) AS held', [lockKey]);
  return z.array(z.object({ held: z.boolean() })).parse(rows)[0]?.held === true;
};

export interface LockOptions {
  readonly waitMs: number;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/** Waits for the lock; it is held until the session ends. @throws {@link MigrateError} when another keeps it for longer than `waitMs` */
export const holdMigrationLock = async (
  admin: AdminConnection,
  { waitMs, logger, signal }: LockOptions,
): Promise<void> => {
  const deadline = performance.now() + waitMs;
  for (let isFirst = true; !(await tryLock(admin)); isFirst = false) {
    if (performance.now() > deadline) {
      const advice = 'look at the logs of the other migration Job, and end it if it hangs';
      throw new MigrateError('MigrationBusy', `Another migration has not ended in ${waitMs / 1000} s: ${advice}`);
    }
    if (isFirst) logger.info('Waiting for another migration to end');
    await delay(lookEveryMs, undefined, { signal });
  }
};
