/** What the encoder measures, as long as it is fresh. One for each caller. */
import type { Measurement } from '../encoder/measurement.ts';
import type { ContentFacts } from './ingest-facts.ts';

/** A second's measurement counts for so long: what follows is late, or there is none any more. */
const freshMs = 5_000;
const changesKept = 10;

interface Kept {
  readonly atMs: number;
  readonly value: number;
}

const median = (values: readonly number[]): number | undefined =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

export class ContentWindow {
  readonly #latest = new Map<Measurement['name'], Kept>();
  #changes: number[] = [];
  #encoded: readonly [Kept, Kept] | undefined;

  observe({ name, value }: Measurement, atMs: number): void {
    const before = this.#latest.get(name);
    this.#latest.set(name, { atMs, value });
    if (name === 'lumaChange') this.#noteChange(value);
    // Progress is told every second; a smaller number is another encoder's.
    if (name === 'encodedFrames')
      this.#encoded = before && value >= before.value ? [before, { atMs, value }] : undefined;
  }

  facts(nowMs: number): ContentFacts {
    const isFull = this.#changes.length === changesKept && this.#fresh('lumaChange', nowMs) !== undefined;
    return {
      lumaHigh: this.#fresh('lumaHigh', nowMs),
      lumaChange: isFull ? median(this.#changes) : undefined,
      audioLevelDb: this.#fresh('audioLevelDb', nowMs),
    };
  }

  /** Encoded pictures a second of late. */
  get encodedPerSecond(): number | undefined {
    if (!this.#encoded) return undefined;
    const [before, after] = this.#encoded;
    return after.atMs > before.atMs ? ((after.value - before.value) * 1000) / (after.atMs - before.atMs) : undefined;
  }

  /** The first picture of an encoder has none before it: its 0 is a median's to ignore. */
  #noteChange(value: number): void {
    this.#changes.push(value);
    if (this.#changes.length > changesKept) this.#changes.shift();
  }

  #fresh(name: Measurement['name'], nowMs: number): number | undefined {
    const kept = this.#latest.get(name);
    return kept && nowMs - kept.atMs <= freshMs ? kept.value : undefined;
  }
}
