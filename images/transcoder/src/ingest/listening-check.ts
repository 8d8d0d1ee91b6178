/** Whether an encoder may connect: somebody holds the SRT port, or did a moment ago. */
import { readFile } from 'node:fs/promises';

/** Between two callers the port is free for some 50 ms, and callers repeat their handshake for 3 s. */
const memoryMs = 2_000;

/** `table` is `/proc/net/udp`: a socket a line, its local address `<hex address>:<hex port>` in the second column. */
export const isPortBound = (table: string, port: number): boolean => {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return table.split('\n').some((line) => line.trim().split(/\s+/)[1]?.endsWith(suffix) ?? false);
};

export class ListeningCheck {
  readonly #port: number;
  readonly #now: () => number;
  #lastBound = Number.NEGATIVE_INFINITY;

  /** `now` in milliseconds. */
  constructor(port: number, now: () => number = () => performance.now()) {
    this.#port = port;
    this.#now = now;
  }

  async isListening(): Promise<boolean> {
    if (isPortBound(await readFile('/proc/net/udp', 'utf8'), this.#port)) this.#lastBound = this.#now();
    return this.#now() - this.#lastBound <= memoryMs;
  }
}
