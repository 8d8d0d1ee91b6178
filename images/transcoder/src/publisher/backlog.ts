/** What has been taken for upload and is not in the bucket yet: its size, its age, and who waits for it to go. */

/** One file under way. */
export interface BacklogEntry {
  readonly rendition: string;
  readonly epoch: number;
  readonly bytes: number;
  /** When it was ready to be uploaded, Unix milliseconds. */
  readonly readyAtMs: number;
}

interface Waiter {
  readonly belowEpoch: number;
  readonly resolve: () => void;
}

/** Entries in the order of their age. */
export class Backlog<Entry extends BacklogEntry> {
  readonly #entries = new Set<Entry>();
  #waiters: Waiter[] = [];

  get entries(): readonly Entry[] {
    return [...this.#entries];
  }

  get bytes(): number {
    let bytes = 0;
    for (const entry of this.#entries) bytes += entry.bytes;
    return bytes;
  }

  add(entry: Entry): void {
    this.#entries.add(entry);
  }

  /** Uploaded, or dropped. */
  remove(entry: Entry): void {
    this.#entries.delete(entry);
    const [free, waiting] = [this.#waiters.filter(this.#isFree), this.#waiters.filter((w) => !this.#isFree(w))];
    this.#waiters = waiting;
    for (const { resolve } of free) resolve();
  }

  /** How long the oldest has been waiting; 0 for none. */
  oldestAgeMs(nowMs: number): number {
    for (const { readyAtMs } of this.#entries) return Math.max(0, nowMs - readyAtMs);
    return 0;
  }

  /** Resolves when nothing of an epoch below the given one is left; without one, when nothing is left at all. */
  empty(belowEpoch = Number.POSITIVE_INFINITY): Promise<void> {
    return new Promise((resolve) => {
      const waiter = { belowEpoch, resolve };
      if (this.#isFree(waiter)) resolve();
      else this.#waiters.push(waiter);
    });
  }

  readonly #isFree = ({ belowEpoch }: Waiter): boolean => {
    for (const { epoch } of this.#entries) if (epoch < belowEpoch) return false;
    return true;
  };
}
