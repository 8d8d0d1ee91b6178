/** Writes to the memory-backed window directory that live can do without. */
import type { Logger } from '@kubecast/media/logger';

/**
 * Does `write`, and logs where it throws: memory that takes no more costs a crashed container its window, nothing else. `what` says
 * what was to be kept.
 */
export const keepInMemory = (logger: Logger, what: string, write: () => void): void => {
  try {
    write();
  } catch (error) {
    logger.error({ err: error, what }, 'Keeping something out of memory');
  }
};
