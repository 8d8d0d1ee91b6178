/** What the leader does beside its passes: now and then it looks at everything. */
import type { Logger } from '@kubecast/media/logger';
import type { BackgroundTask } from '@kubecast/runtime/manager-drain';
import { sleep } from '@kubecast/runtime/sleep';
import type { ProjectionTiming } from './projection-parts.ts';

export interface Sweep {
  readonly timing: Pick<ProjectionTiming, 'sweepMs' | 'sweepAgainMs'>;
  /** Default `timing.sweepMs`. */
  readonly everyMs?: number;
  readonly log: Logger;
  readonly run: (signal: AbortSignal) => Promise<void>;
}

/** How long to wait for the next one. */
const runOnce = async (name: string, { timing, everyMs, log, run }: Sweep, signal: AbortSignal): Promise<number> => {
  try {
    await run(signal);
    return everyMs ?? timing.sweepMs;
  } catch (error) {
    if (!signal.aborted) log.warn({ err: error, task: name }, 'Sweeping again after a failure');
    return timing.sweepAgainMs;
  }
};

/** At once, then after each wait, until its signal. Never rejects: a failure is logged and tried again. */
export const sweepTask = (name: string, sweep: Sweep): BackgroundTask => ({
  name,
  run: async (signal) => {
    while (!signal.aborted) {
      const waitMs = await runOnce(name, sweep, signal);
      await sleep(waitMs, signal).catch(() => undefined);
    }
  },
});
