/**
 * Hysteresis of one rule: a fault that comes and goes is told once. What is told is the message of when it was raised, so
 * that a number in it does not change with every look.
 *
 * ```
 * clear ──seen for raiseAfterSeconds──► raised ──not seen for clearAfterSeconds──► clear
 * ```
 */
import type { IngestRule } from './ingest-rule.ts';

export class FaultLatch {
  readonly #raiseAfterMs: number;
  readonly #clearAfterMs: number;
  #raised: string | undefined;
  /** Since when the other of the two has been seen without a break. */
  #contraryFromMs: number | undefined;

  constructor({ raiseAfterSeconds, clearAfterSeconds }: Pick<IngestRule, 'raiseAfterSeconds' | 'clearAfterSeconds'>) {
    this.#raiseAfterMs = raiseAfterSeconds * 1000;
    this.#clearAfterMs = clearAfterSeconds * 1000;
  }

  /** `fault`: what the rule says now. Returns what is to be told; undefined while there is nothing. */
  observe(fault: string | undefined, nowMs: number): string | undefined {
    const isContrary = (fault !== undefined) !== (this.#raised !== undefined);
    if (!isContrary) {
      this.#contraryFromMs = undefined;
      return this.#raised;
    }
    this.#contraryFromMs ??= nowMs;
    const neededMs = this.#raised === undefined ? this.#raiseAfterMs : this.#clearAfterMs;
    if (nowMs - this.#contraryFromMs < neededMs) return this.#raised;
    this.#contraryFromMs = undefined;
    this.#raised = fault;
    return fault;
  }
}
