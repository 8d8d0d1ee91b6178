/**
 * The leader's task that deletes live segments nobody needs any more, and finds sessions that were left behind: a little after
 * the start, then every hour. A sweep that fails is none: the next one goes on.
 */
import type { StreamName } from '@kubecast/media/keys';
import type { BackgroundTask } from '@kubecast/runtime/manager-drain';
import { sleep } from '@kubecast/runtime/sleep';
import type { Logger } from 'pino';
import { ensureOwner, ownerKey } from './bucket-owner.ts';
import type { RetentionDependencies } from './retention-dependencies.ts';
import type { RetentionObserver } from './retention-metrics.ts';
import { type SweepReport, sweepAgain, sweepBucket } from './sweep-bucket.ts';

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
/** The object store may have been away for a moment. Twice as long after each try. */
const againAfterMs = 300_000;
/** By then once an hour. */
const mostTries = 10;

/** What a sweep could not go through. */
export type Unswept = readonly StreamName[] | 'all';

/** The next sweep. */
export interface SweepPlan {
  readonly waitMs: number;
  readonly what: Unswept;
  /** From that one to the next of all streams. Milliseconds. */
  readonly untilAllMs: number;
  /** Sweeps in a row that did not get through. */
  readonly tries: number;
}

/** After a sweep as planned, which left `unswept`: all once an hour, and meanwhile only what failed, ever less often. Pure. */
export const planSweep = ({ what, untilAllMs, tries }: SweepPlan, unswept: Unswept): SweepPlan => {
  const restMs = what === 'all' ? everyMs : untilAllMs;
  if (unswept.length === 0) return { waitMs: restMs, what: 'all', untilAllMs: everyMs, tries: 0 };
  const waitMs = Math.min(againAfterMs * 2 ** tries, restMs);
  const isAll = unswept === 'all' || waitMs === restMs;
  return {
    waitMs,
    what: isAll ? 'all' : unswept,
    untilAllMs: isAll ? everyMs : restMs - waitMs,
    tries: Math.min(tries + 1, mostTries),
  };
};

const report = ({ observer, log, now }: RetentionTaskOptions, what: Unswept, found: SweepReport): void => {
  observer.swept(found, { isWhole: what === 'all', endedAt: now() });
  const { failed, unknownNamespaces, outcomes } = found;
  if (unknownNamespaces.length > 0) {
    log.warn({ namespaces: unknownNamespaces }, 'Keeping the live segments of namespaces that are not to be seen');
  }
  log.info({ sessions: outcomes.length, failures: failed.length }, 'Waiting for the next sweep of the live segments');
};

/** False: every stream in it looks as if its LiveStream were gone. */
const isOwn = async ({ needs, observer, log }: RetentionTaskOptions, signal: AbortSignal): Promise<boolean> => {
  const ownership = await ensureOwner(needs, signal);
  observer.ownedBy(ownership.kind);
  if (ownership.kind === 'unclaimed') {
    log.warn({ owner: ownerKey }, 'Sweeping a bucket that says of no cluster that it is its own');
  }
  if (ownership.kind !== 'anothers') return true;
  const { owner, cluster } = ownership;
  log.warn({ key: ownerKey, owner, cluster }, 'Keeping all live segments: the bucket belongs to another cluster');
  return false;
};

/** Resolves with what could not be swept. */
const sweep = async (options: RetentionTaskOptions, what: Unswept, signal: AbortSignal): Promise<Unswept> => {
  const { needs, observer, log } = options;
  try {
    if (!(await isOwn(options, signal))) return [];
    const walk = { log, signal };
    const found = what === 'all' ? await sweepBucket(needs, walk) : await sweepAgain(needs, what, walk);
    report(options, what, found);
    return found.failed;
  } catch (error) {
    signal.throwIfAborted();
    observer.failed();
    log.warn({ err: error }, 'Keeping all live segments: they could not be listed');
    return 'all';
  }
};

/** Runs until its signal. */
export const createRetentionTask = (options: RetentionTaskOptions): BackgroundTask => ({
  name: 'retention',
  run: async (signal) => {
    let plan: SweepPlan = { waitMs: firstAfterMs, what: 'all', untilAllMs: everyMs, tries: 0 };
    try {
      for (;;) {
        await sleep(plan.waitMs, signal);
        plan = planSweep(plan, await sweep(options, plan.what, signal));
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  },
});
