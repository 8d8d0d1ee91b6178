/**
 * The queue between events and reconcilers. Its promises, as in client-go's `util/workqueue`:
 * - a key waits at most once, however often it is added;
 * - a key is in one worker's hands at most; one that is added meanwhile is handed out again after `done`;
 * - nothing that was added is lost, and nothing is handed out that was not added.
 *
 * ```
 *   add ──► dirty + queue ──get──► processing ──done──► (gone)
 *             ▲                        │ add: dirty only
 *             └────────── done ────────┘
 * ```
 */
import { type BackoffOptions, WorkQueueBackoff } from './work-queue-backoff.ts';
import { WorkQueueDelays } from './work-queue-delays.ts';

/** What a queue says of itself when it is asked. */
export type WorkQueueGauges = Pick<WorkQueue, 'name' | 'depth' | 'processingMs'>;

/** Is told what happens in a queue, for metrics. Times are milliseconds. */
export interface WorkQueueObserver {
  /** Once, by the queue that is observed. */
  attached(queue: WorkQueueGauges): void;
  /** A key began to wait. */
  added(): void;
  /** A worker took a key that had waited `waitedMs`. */
  taken(waitedMs: number): void;
  /** A worker finished a key after `workedMs`. */
  finished(workedMs: number): void;
  /** A key was put back after a failure. */
  retried(): void;
}

/** How a queue behaves. */
export interface WorkQueueOptions {
  /** Named in metrics. */
  readonly name: string;
  /** The delays of {@link WorkQueue.addRateLimited}; by default 100 ms doubling up to 5 minutes. */
  readonly backoff?: BackoffOptions;
  readonly observer?: WorkQueueObserver;
}

const defaultBackoff: BackoffOptions = { baseMs: 100, capMs: 300_000 };

/** A de-duplicating queue of keys with delays and a backoff for each key; the file's header has its promises. */
export class WorkQueue {
  readonly name: string;
  readonly #observer: WorkQueueObserver | undefined;
  readonly #backoff: WorkQueueBackoff;
  readonly #delays = new WorkQueueDelays((key) => this.add(key));
  /** Keys to hand out, in order, each with the moment it was added. A Map keeps its order of insertion. */
  readonly #queue = new Map<string, number>();
  /** Keys that were added while a worker held them, each with the moment. */
  readonly #again = new Map<string, number>();
  /** Keys in a worker's hands, each with the moment it was taken. */
  readonly #processing = new Map<string, number>();
  readonly #waiters: ((key: string | undefined) => void)[] = [];
  readonly #drained = Promise.withResolvers<void>();
  #ended = false;

  constructor(options: WorkQueueOptions) {
    this.name = options.name;
    this.#observer = options.observer;
    this.#backoff = new WorkQueueBackoff(options.backoff ?? defaultBackoff);
    this.#observer?.attached(this);
  }

  /** The number of keys that wait for a worker. */
  get depth(): number {
    return this.#queue.size;
  }

  /** For each key in a worker's hands, for how long it has been there, in milliseconds. */
  processingMs(): readonly number[] {
    const nowMs = performance.now();
    return [...this.#processing.values()].map((sinceMs) => nowMs - sinceMs);
  }

  /** Asks for `key` to be worked on. After {@link shutDown} this does nothing. */
  add(key: string): void {
    if (this.#ended || this.#queue.has(key) || this.#again.has(key)) return;
    this.#observer?.added();
    if (this.#processing.has(key)) this.#again.set(key, performance.now());
    else this.#enqueue(key, performance.now());
  }

  /** Adds `key` in `delayMs`; of several delays for a key the one that ends first counts. */
  addAfter(key: string, delayMs: number): void {
    if (this.#ended) return;
    if (delayMs <= 0) this.add(key);
    else this.#delays.schedule(key, delayMs);
  }

  /** Adds `key` after a delay that doubles with each failure in a row, until {@link forget}. */
  addRateLimited(key: string): void {
    this.#observer?.retried();
    this.addAfter(key, this.#backoff.next(key));
  }

  /** `key` did well: its backoff starts anew. */
  forget(key: string): void {
    this.#backoff.forget(key);
  }

  /** How often `key` failed in a row. */
  failures(key: string): number {
    return this.#backoff.failures(key);
  }

  /** The next key, as soon as there is one; undefined once the queue was shut down. Call {@link done} for each key. */
  get(): Promise<string | undefined> {
    if (this.#ended) return Promise.resolve(undefined);
    const next = this.#queue.entries().next();
    if (next.done !== true) return Promise.resolve(this.#take(...next.value));
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    this.#waiters.push(resolve);
    return promise;
  }

  /** The worker that got `key` has finished with it. */
  done(key: string): void {
    const takenMs = this.#processing.get(key);
    if (takenMs === undefined) return;
    this.#processing.delete(key);
    this.#observer?.finished(performance.now() - takenMs);
    const againMs = this.#again.get(key);
    this.#again.delete(key);
    if (this.#ended) this.#resolveIfDrained();
    else if (againMs !== undefined) this.#enqueue(key, againMs);
  }

  /**
   * Hands out nothing from now on, and takes nothing. Resolves when every key in a worker's hands is done. Waiting
   * keys are dropped: who starts next lists everything anew.
   */
  shutDown(): Promise<void> {
    this.#ended = true;
    this.#delays.stop();
    this.#queue.clear();
    this.#again.clear();
    for (const resolve of this.#waiters.splice(0)) resolve(undefined);
    this.#resolveIfDrained();
    return this.#drained.promise;
  }

  #enqueue(key: string, addedMs: number): void {
    const waiter = this.#waiters.shift();
    if (waiter === undefined) this.#queue.set(key, addedMs);
    else waiter(this.#take(key, addedMs));
  }

  #take(key: string, addedMs: number): string {
    this.#queue.delete(key);
    const nowMs = performance.now();
    this.#processing.set(key, nowMs);
    this.#observer?.taken(nowMs - addedMs);
    return key;
  }

  #resolveIfDrained(): void {
    if (this.#processing.size === 0) this.#drained.resolve();
  }
}
