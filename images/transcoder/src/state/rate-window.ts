/** Rates over windows of time from counters that only grow, looked at once a second or so. */

export interface Counters {
  readonly frames: number;
  readonly bytes: number;
  /** Milliseconds in which the encoder took nothing. */
  readonly heldMs: number;
}

interface Reading extends Counters {
  readonly atMs: number;
}

const windowMs = 5_000;
/** Between two readings; of less time a rate is chance. */
const shortestMs = 500;
const usualMs = 120_000;
const fewestForUsual = 20;

const median = (values: readonly number[]): number | undefined =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** One for each caller. */
export class RateWindow {
  #readings: Reading[] = [];
  #bitRates: { readonly atMs: number; readonly bitsPerSecond: number }[] = [];

  /** Readings that follow too soon are left out. */
  observe(counters: Counters, atMs: number): void {
    const previous = this.#readings.at(-1);
    if (previous && atMs - previous.atMs < shortestMs) return;
    this.#readings.push({ ...counters, atMs });
    // The one before the window is where the window starts.
    while ((this.#readings[1]?.atMs ?? atMs) <= atMs - windowMs) this.#readings.shift();
    if (!previous) return;
    const bitsPerSecond = ((counters.bytes - previous.bytes) * 8_000) / (atMs - previous.atMs);
    this.#bitRates.push({ atMs, bitsPerSecond });
    while ((this.#bitRates[0]?.atMs ?? atMs) < atMs - usualMs) this.#bitRates.shift();
  }

  /** A second's worth of a counter, over five seconds; undefined before these have passed. */
  perSecond(counter: keyof Counters): number | undefined {
    const [first] = this.#readings;
    const last = this.#readings.at(-1);
    if (!first || !last || last.atMs - first.atMs < windowMs) return undefined;
    return ((last[counter] - first[counter]) * 1000) / (last.atMs - first.atMs);
  }

  /** The median of two minutes; undefined before there are twenty readings. */
  get usualBitsPerSecond(): number | undefined {
    if (this.#bitRates.length < fewestForUsual) return undefined;
    return median(this.#bitRates.map(({ bitsPerSecond }) => bitsPerSecond));
  }
}
