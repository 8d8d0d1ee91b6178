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

/** When the turn after the one of `dueMs` is: turns that were missed meanwhile are left out. */
export const nextTurn = (dueMs: number, everyMs: number, nowMs: number): number =>
  dueMs + everyMs * Math.max(1, Math.ceil((nowMs - dueMs) / everyMs));

/** Until the signal, so often whatever a turn takes, one turn at a time. A failure is logged, and the next turn comes. */
export const runEvery =
  (task: RecurringTask, logger: Logger): Life =>
  async (signal) => {
    let dueMs = performance.now();
    while (!signal.aborted) {
      dueMs = nextTurn(dueMs, task.everyMs, performance.now());
      await delay(dueMs - performance.now(), undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) await attempt(task, logger, signal);
    }
  };
