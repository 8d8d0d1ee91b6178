/** A key and the moment it is due (milliseconds, monotonic clock). */
export interface DueKey {
  readonly key: string;
  readonly dueMs: number;
}

/** A binary min-heap of due keys: `push` and `pop` cost O(log n), so that thousands of delayed keys share one timer. */
export class WorkQueueHeap {
  readonly #items: DueKey[] = [];

  /** The key that is due first; undefined when there is none. */
  peek(): DueKey | undefined {
    return this.#items[0];
  }

  push(item: DueKey): void {
    this.#items.push(item);
    this.#rise(this.#items.length - 1);
  }

  /** Takes out the key that is due first. */
  pop(): DueKey | undefined {
    const first = this.#items[0];
    const last = this.#items.pop();
    if (last !== undefined && this.#items.length > 0) {
      this.#items[0] = last;
      this.#sink(0);
    }
    return first;
  }

  clear(): void {
    this.#items.length = 0;
  }

  #due(index: number): number {
    return this.#items[index]?.dueMs ?? Number.POSITIVE_INFINITY;
  }

  #rise(start: number): void {
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.#due(parent) <= this.#due(index)) return;
      this.#swap(parent, index);
      index = parent;
    }
  }

  #sink(start: number): void {
    let index = start;
    for (;;) {
      const left = 2 * index + 1;
      const child = this.#due(left + 1) < this.#due(left) ? left + 1 : left;
      if (this.#due(index) <= this.#due(child)) return;
      this.#swap(index, child);
      index = child;
    }
  }

  #swap(a: number, b: number): void {
    const [first, second] = [this.#items[a], this.#items[b]];
    if (first === undefined || second === undefined) return;
    this.#items[a] = second;
    this.#items[b] = first;
  }
}
