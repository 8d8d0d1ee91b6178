/** Recent bodies in memory: bounded by bytes, the least recently used goes first. Only immutable things belong in here. */
export class MemoryCache {
  readonly #entries = new Map<string, Buffer>();
  readonly #limitBytes: number;
  #bytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): Buffer | undefined {
    const body = this.#entries.get(key);
    if (body === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, body);
    return body;
  }

  /** Keeps `body`, unless it is more than an eighth of the cache: one thing must not push out all others. */
  set(key: string, body: Buffer): void {
    if (body.length > this.#limitBytes / 8) return;
    this.#remove(key);
    this.#entries.set(key, body);
    this.#bytes += body.length;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#limitBytes) return;
      this.#remove(oldest);
    }
  }

  #remove(key: string): void {
    this.#bytes -= this.#entries.get(key)?.length ?? 0;
    this.#entries.delete(key);
  }
}
