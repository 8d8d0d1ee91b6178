import { WorkQueueHeap } from './work-queue-heap.ts';

/** setTimeout runs at once beyond this (a signed 32-bit number of milliseconds). */
const longestTimeoutMs = 2 ** 31 - 1;

/**
 * Keys that become due later, behind a single timer. A key waits at most once: a sooner time replaces a later one, a
 * later one is ignored. Owns its timer; {@link WorkQueueDelays.stop} ends it.
 */
export class WorkQueueDelays {
  readonly #heap = new WorkQueueHeap();
  /** The moment that counts for each key; entries of the heap that say another one are stale. */
  readonly #dueMs = new Map<string, number>();
  readonly #onDue: (key: string) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(onDue: (key: string) => void) {
    this.#onDue = onDue;
  }

  /** How many keys wait. */
  get size(): number {
    return this.#dueMs.size;
  }

  schedule(key: string, delayMs: number): void {
    const dueMs = performance.now() + delayMs;
    if (dueMs >= (this.#dueMs.get(key) ?? Number.POSITIVE_INFINITY)) return;
    this.#dueMs.set(key, dueMs);
    this.#heap.push({ key, dueMs });
    this.#arm();
  }

  /** Forgets every waiting key. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#heap.clear();
    this.#dueMs.clear();
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const next = this.#heap.peek();
    if (next === undefined) return;
    const delayMs = Math.ceil(Math.max(0, next.dueMs - performance.now()));
    this.#timer = setTimeout(() => this.#release(), Math.min(delayMs, longestTimeoutMs));
  }

  #release(): void {
    const nowMs = performance.now();
    for (let next = this.#heap.peek(); next !== undefined && next.dueMs <= nowMs; next = this.#heap.peek()) {
      this.#heap.pop();
      if (this.#dueMs.get(next.key) !== next.dueMs) continue;
      this.#dueMs.delete(next.key);
      this.#onDue(next.key);
    }
    this.#arm();
  }
}
