/**
 * Runs a reconcile function over the keys of a queue, several at a time but never two for one key. A pass that throws,
 * whatever it throws, ends that pass and nothing else; `reconcile-error.ts` says what follows.
 *
 * Not done here: a rejection that a pass never awaited is the process's (`unhandledRejection`), not the controller's.
 */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { outcomeOfError, outcomeOfResult, type ReconcileOutcome, type ReconcileResult } from './controller-outcome.ts';
import type { WorkQueue } from './work-queue.ts';
import { WorkQueueBackoff } from './work-queue-backoff.ts';

/** What a pass is given. */
export interface ReconcileContext {
  /** Aborts when the pass takes too long, when leadership is lost, or when a drain's time is over. */
  readonly signal: AbortSignal;
  /** Carries the controller's name, the key and `reconcileId`. */
  readonly log: Logger;
  /** Told apart in the logs, one a pass. */
  readonly reconcileId: string;
}

/** One pass over one key: reads, decides, acts, reports. Level-triggered: the key says who, never what happened. */
export type Reconcile = (key: string, context: ReconcileContext) => Promise<ReconcileResult>;

/** Is told how passes go, for metrics. */
export interface ControllerObserver {
  started(): void;
  finished(outcome: ReconcileOutcome, seconds: number): void;
}

/** How a controller runs. */
export interface ControllerOptions {
  /** Lower case; named in logs and metrics. */
  readonly name: string;
  readonly queue: WorkQueue;
  readonly reconcile: Reconcile;
  readonly log: Logger;
  /** Passes at a time. Default 1. */
  readonly concurrency?: number;
  /** A pass that takes longer has its signal aborted. Default 60 s. */
  readonly timeoutMs?: number;
  readonly observer?: ControllerObserver;
}

const defaultTimeoutMs = 60_000;

/** Runs passes over the keys of its queue; the file's header has the promises. */
export class Controller {
  readonly name: string;
  readonly #options: ControllerOptions;
  readonly #conflicts = new WorkQueueBackoff({ baseMs: 10, capMs: 5_000, jitter: 0.5 });
  readonly #underWay = new Set<AbortController>();

  constructor(options: ControllerOptions) {
    this.name = options.name;
    this.#options = options;
  }

  /** Works until {@link drain}; resolves when the last pass has ended. */
  async run(): Promise<void> {
    const { concurrency = 1 } = this.#options;
    await Promise.all(Array.from({ length: concurrency }, () => this.#work()));
  }

  /** Takes no more keys; resolves when the passes under way have ended. */
  drain(): Promise<void> {
    return this.#options.queue.shutDown();
  }

  /** Aborts the signal of every pass under way: no time is left for them. */
  abort(reason: Error): void {
    for (const pass of this.#underWay) pass.abort(reason);
  }

  async #work(): Promise<void> {
    const { queue } = this.#options;
    for (let key = await queue.get(); key !== undefined; key = await queue.get()) {
      try {
        await this.#pass(key);
      } finally {
        queue.done(key);
      }
    }
  }

  async #pass(key: string): Promise<void> {
    const startMs = performance.now();
    const reconcileId = randomUUID();
    const log = this.#options.log.child({ controller: this.name, key, reconcileId });
    this.#options.observer?.started();
    const outcome = await this.#attempt(key, { log, reconcileId });
    this.#options.observer?.finished(outcome, (performance.now() - startMs) / 1_000);
    logOutcome(log, outcome);
    this.#settle(key, outcome);
  }

  async #attempt(key: string, context: Omit<ReconcileContext, 'signal'>): Promise<ReconcileOutcome> {
    const { reconcile, timeoutMs = defaultTimeoutMs } = this.#options;
    const abort = new AbortController();
    const overdue = new Error(`Reconciling ${key} took longer than ${timeoutMs} ms`);
    const timer = setTimeout(() => abort.abort(overdue), timeoutMs);
    this.#underWay.add(abort);
    try {
      return outcomeOfResult(await reconcile(key, { ...context, signal: abort.signal }));
    } catch (error) {
      return outcomeOfError(error);
    } finally {
      clearTimeout(timer);
      this.#underWay.delete(abort);
    }
  }

  #settle(key: string, outcome: ReconcileOutcome): void {
    const { queue } = this.#options;
    if (outcome.next === 'backoff') queue.addRateLimited(key);
    else if (outcome.next === 'conflict') queue.addAfter(key, this.#conflicts.next(key));
    else this.#startAnew(key);
    if (outcome.next === 'after') queue.addAfter(key, outcome.afterMs);
  }

  #startAnew(key: string): void {
    this.#options.queue.forget(key);
    this.#conflicts.forget(key);
  }
}

/** A conflict is everyday business; a stalled object tells its user by a condition; the rest is for operators. */
const logOutcome = (log: Logger, outcome: ReconcileOutcome): void => {
  if (!('error' in outcome)) log.debug({ result: outcome.label }, 'Reconciled');
  else if (outcome.next === 'conflict') log.debug({ err: outcome.error }, 'Retrying after a conflict');
  else if (outcome.next === 'none') log.info({ err: outcome.error }, 'Waiting for a person to act');
  else log.error({ err: outcome.error }, 'Retrying after a failure');
};
