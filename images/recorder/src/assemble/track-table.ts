/** The samples of one track as they are written: what its `stbl` says in the end. Tables grow by doubling, four bytes an entry. */

/** Numbers below 2^32 in a row. */
class NumberColumn {
  #values = new Uint32Array(1024);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const grown = new Uint32Array(this.#values.length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  get values(): Uint32Array {
    return this.#values.subarray(0, this.#length);
  }
}

/** `count` times `value` in a row. */
export interface Repeated {
  count: number;
  value: number;
}

const repeat = (rows: Repeated[], value: number): void => {
  const last = rows.at(-1);
  if (last?.value === value) last.count += 1;
  else rows.push({ count: 1, value });
};

export class TrackTable {
  readonly #sizes = new NumberColumn();
  readonly #sync = new NumberColumn();
  readonly #durations: Repeated[] = [];
  readonly #chunkOffsets: number[] = [];
  readonly #chunkLengths: Repeated[] = [];
  #duration = 0;

  /** Of all samples, in ticks. */
  get duration(): number {
    return this.#duration;
  }

  get samples(): number {
    return this.#sizes.values.length;
  }

  get sizes(): Uint32Array {
    return this.#sizes.values;
  }

  /** Numbers of the samples that can be decoded alone; the first sample is 1. */
  get syncSamples(): Uint32Array {
    return this.#sync.values;
  }

  get durations(): readonly Readonly<Repeated>[] {
    return this.#durations;
  }

  /** Bytes from the start of the data. */
  get chunkOffsets(): readonly number[] {
    return this.#chunkOffsets;
  }

  /** Samples a chunk. */
  get chunkLengths(): readonly Readonly<Repeated>[] {
    return this.#chunkLengths;
  }

  add(size: number, duration: number, sync: boolean): void {
    this.#sizes.push(size);
    if (sync) this.#sync.push(this.samples);
    repeat(this.#durations, duration);
    this.#duration += duration;
  }

  /** The last `samples` that were added lie together. */
  addChunk(offset: number, samples: number): void {
    this.#chunkOffsets.push(offset);
    repeat(this.#chunkLengths, samples);
  }

  /** The last sample is shown `ticks` longer. */
  stretchLast(ticks: number): void {
    const last = this.#durations.at(-1);
    if (!last || ticks === 0) return;
    last.count -= 1;
    if (last.count === 0) this.#durations.pop();
    repeat(this.#durations, last.value + ticks);
    this.#duration += ticks;
  }
}
