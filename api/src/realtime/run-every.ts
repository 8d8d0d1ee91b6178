/** A life that does something every so often. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@kubecast/media/logger';
import type { Life } from '@kubecast/media/run-together';

export interface RecurringTask {
  readonly everyMs: number;
  /** A capitalised "-ing" phrase, for the log. */
  readonly what: string;
  readonly act: (signal: AbortSignal) => Promise<void> | void;
}

const attempt = async ({ act, what }: RecurringTask, logger: Logger, signal: AbortSignal): Promise<void> => {
  try {
    await act(signal);
  } catch (error) {
    if (!signal.aborted) logger.warn({ err: error }, `${what} failed, trying again`);
  }
};

/** Until the signal, the pause between the end of one turn and the begin of the next. A failure is logged, and the next turn comes. */
export const runEvery =
  (task: RecurringTask, logger: Logger): Life =>
  async (signal) => {
    while (!signal.aborted) {
      await delay(task.everyMs, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) await attempt(task, logger, signal);
    }
  };
