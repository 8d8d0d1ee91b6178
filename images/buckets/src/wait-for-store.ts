/** At the first start of a release the object store comes up beside this Job: being out of reach is then no failure. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@kubecast/media/logger';
import { StoreUnreachableError, storeError } from '@kubecast/media/object-store-error';

export interface WaitOptions {
  readonly waitMs: number;
  readonly pauseMs: number;
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/**
 * Runs `attempt` until it succeeds, as long as the store is merely out of reach and `waitMs` have not passed. Every
 * other error, and the last one, is thrown as the attempt threw it.
 */
export const waitForStore = async (attempt: () => Promise<void>, options: WaitOptions): Promise<void> => {
  const deadline = performance.now() + options.waitMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const isPassing = storeError('reach the object store', error) instanceof StoreUnreachableError;
      if (!isPassing || performance.now() + options.pauseMs > deadline) throw error;
      options.logger.info({ reason: error instanceof Error ? error.name : 'unknown' }, 'Waiting for the object store');
      await delay(options.pauseMs, undefined, { signal: options.signal });
    }
  }
};
