/**
 * What is sent to one client. While its line is slow, what waits is kept by a key and only the latest of each is sent at last;
 * one that does not take even that is let go, so that no client's slowness costs more than a bound of memory.
 */
export interface OutboxSocket {
  readonly bufferedAmount: number;
  send(data: string, done: (error?: Error) => void): void;
}

export interface OutboxOptions {
  readonly socket: OutboxSocket;
  readonly highWaterBytes: number;
  readonly waitingMessages: number;
  /** More waits than may. */
  readonly onOverflow: () => void;
  readonly nowMs: () => number;
}

export class Outbox {
  readonly #options: OutboxOptions;
  readonly #waiting = new Map<string, string>();
  #stalledSinceMs: number | undefined;
  #count = 0;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** How long nothing has left, while something waits; 0 when nothing does. */
  stalledMs(): number {
    return this.#stalledSinceMs === undefined ? 0 : this.#options.nowMs() - this.#stalledSinceMs;
  }

  /** Sends a text, or has it wait. One with the key of another that waits takes its place; without a key it waits by itself. */
  put(text: string, key = `#${this.#count++}`): void {
    if (this.#waiting.size === 0 && !this.#isFull()) {
      this.#send(text);
      return;
    }
    this.#stalledSinceMs ??= this.#options.nowMs();
    this.#waiting.delete(key);
    this.#waiting.set(key, text);
    if (this.#waiting.size > this.#options.waitingMessages) this.#options.onOverflow();
  }

  #isFull(): boolean {
    return this.#options.socket.bufferedAmount > this.#options.highWaterBytes;
  }

  #send(text: string): void {
    this.#options.socket.send(text, (error) => {
      if (!error) this.#moveOn();
    });
  }

  /** Something has left. */
  #moveOn(): void {
    if (this.#waiting.size === 0) return;
    this.#stalledSinceMs = this.#options.nowMs();
    for (const [key, text] of this.#waiting) {
      if (this.#isFull()) return;
      this.#waiting.delete(key);
      this.#send(text);
    }
    this.#stalledSinceMs = undefined;
  }
}
