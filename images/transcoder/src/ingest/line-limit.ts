/**
 * How many lines of a child's output are worth logging (pure): on an overloaded node `srt-live-transmit` writes thousands a
 * second, which would cost the CPU that is missing.
 */
const windowMs = 10_000;
const linesInWindow = 20;

/** Lets the first lines of each ten seconds through. */
export class LineLimit {
  #windowStartMs = Number.NEGATIVE_INFINITY;
  #lines = 0;

  /** `last`: log it, and say that more may be left out. */
  admit(nowMs: number): 'log' | 'last' | 'drop' {
    if (nowMs - this.#windowStartMs >= windowMs) {
      this.#windowStartMs = nowMs;
      this.#lines = 0;
    }
    this.#lines += 1;
    if (this.#lines > linesInWindow) return 'drop';
    return this.#lines === linesInWindow ? 'last' : 'log';
  }
}
