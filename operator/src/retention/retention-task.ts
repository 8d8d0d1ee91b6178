/**
 * The leader's task that deletes live segments nobody needs any more, and finds sessions that were left behind: a little after
 * the start, then every hour. A sweep that fails is none: the next one goes on.
 */
import type { BackgroundTask } from '@kubecast/runtime/manager-drain';
import { sleep } from '@kubecast/runtime/sleep';
import type { Logger } from 'pino';
import type { RetentionDependencies } from './retention-dependencies.ts';
import type { RetentionObserver } from './retention-metrics.ts';
import { sweepBucket } from './sweep-bucket.ts';

/** What is swept, and who hears of it. */
export interface RetentionTaskOptions {
  readonly needs: RetentionDependencies;
  readonly observer: RetentionObserver;
  readonly log: Logger;
  readonly now: () => Date;
}

/** The start is a busy time: what runs comes first. */
const firstAfterMs = 60_000;
const everyMs = 3_600_000;
/** The object store may have been away for a moment. */
const againAfterMs = 300_000;

const sweep = async ({ needs, observer, log, now }: RetentionTaskOptions, signal: AbortSignal): Promise<number> => {
  try {
    const report = await sweepBucket(needs, { log, signal });
    observer.swept(report, now());
    const { failures, unknownNamespaces, outcomes } = report;
    if (unknownNamespaces.length > 0) {
      log.warn({ namespaces: unknownNamespaces }, 'Keeping the live segments of namespaces that are not to be seen');
    }
    log.info({ sessions: outcomes.length, failures }, 'Waiting for the next sweep of the live segments');
    return failures === 0 ? everyMs : againAfterMs;
  } catch (error) {
    signal.throwIfAborted();
    observer.failed();
    log.warn({ err: error }, 'Keeping all live segments: they could not be listed');
    return againAfterMs;
  }
};

/** Runs until its signal. */
export const createRetentionTask = (options: RetentionTaskOptions): BackgroundTask => ({
  name: 'retention',
  run: async (signal) => {
    try {
      for (let waitMs = firstAfterMs; ; waitMs = await sweep(options, signal)) await sleep(waitMs, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  },
});
