/** What a leader runs, and how it ends: in order, and within bounds. */
import type { Logger } from 'pino';
import type { Controller } from './controller.ts';
import type { EventRecorder } from './event-recorder.ts';
import { LeadershipLostError } from './leader-election.ts';

/** Something that runs beside the controllers, such as subscriptions, until its signal aborts. */
export interface BackgroundTask {
  readonly name: string;
  /** Resolves when it has ended. Rejecting ends the program. */
  run(signal: AbortSignal): Promise<void>;
}

/** What a leader runs. */
export interface LeaderWork {
  readonly controllers: readonly Pick<Controller, 'name' | 'run' | 'drain' | 'abort'>[];
  readonly tasks: readonly BackgroundTask[];
  readonly recorder?: Pick<EventRecorder, 'stop'> | undefined;
  readonly log: Logger;
  /** How long passes under way may take to end. */
  readonly drainMs: number;
}

/** `overdue`: something did not end in time, and was left behind. */
export type DrainEnd = 'drained' | 'overdue';

/** After their signals aborted, passes have so long to end. */
const abortGraceMs = 2_000;

/**
 * Runs until `leading` aborts, then takes no more keys, lets passes under way end within `drainMs` (none when leadership
 * was lost: another process may act soon), and writes the events that are left.
 *
 * Rejects when a task does, after the same drain.
 */
export const workWhileLeading = async (work: LeaderWork, leading: AbortSignal): Promise<DrainEnd> => {
  const ended = new AbortController();
  const signal = AbortSignal.any([leading, ended.signal]);
  const runs = [
    ...work.controllers.map((controller) => controller.run()),
    ...work.tasks.map((task) => task.run(signal)),
  ];
  let end: DrainEnd = 'overdue';
  try {
    const aborted = untilAborted(leading);
    await Promise.race([aborted, Promise.all(runs).then(() => aborted)]);
  } finally {
    ended.abort();
    end = await drain(work, runs, leading.reason);
  }
  return end;
};

const drain = async (work: LeaderWork, runs: readonly Promise<unknown>[], reason: unknown): Promise<DrainEnd> => {
  const { controllers, log, drainMs, recorder } = work;
  log.info('Draining');
  for (const controller of controllers) void controller.drain();
  const lost = reason instanceof LeadershipLostError;
  const settled = Promise.allSettled(runs);
  const inTime = !lost && (await isWithin(settled, drainMs));
  if (!inTime) {
    const why = lost ? reason : new Error(`No time is left to drain after ${drainMs} ms`);
    for (const controller of controllers) controller.abort(why);
  }
  const end = inTime || (await isWithin(settled, abortGraceMs)) ? 'drained' : 'overdue';
  if (end === 'overdue')
    log.error({ controllers: controllers.map(({ name }) => name) }, 'Leaving passes behind that do not end');
  await recorder?.stop();
  return end;
};

/** True when `promise` resolves within `ms`. */
const isWithin = async (promise: Promise<unknown>, ms: number): Promise<boolean> => {
  const { promise: over, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), ms);
  const inTime = await Promise.race([promise.then(() => true), over]);
  clearTimeout(timer);
  return inTime;
};

const untilAborted = (signal: AbortSignal): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) resolve();
  signal.addEventListener('abort', () => resolve(), { once: true });
  return promise;
};
