/**
 * A program's keys, from the files of a mounted Secret that may change while it runs: they are read again every few seconds. What
 * cannot be read, or is no key, leaves those before in force.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from './logger.ts';

const lookEveryMs = 5_000;

/** Reads and parses the files of a directory. Throws an error that names the file when one is absent or its content is no key. */
export type ReadKeys<Keys> = (directory: string) => Promise<Keys>;

interface KeyFilesParts<Keys> {
  readonly directory: string;
  readonly read: ReadKeys<Keys>;
  readonly logger: Logger;
}

export class KeyFiles<Keys> {
  readonly #parts: KeyFilesParts<Keys>;
  #keys: Keys;
  /** Said once, not at each look. */
  #fault: string | undefined;

  private constructor(parts: KeyFilesParts<Keys>, keys: Keys) {
    this.#parts = parts;
    this.#keys = keys;
  }

  /** @throws what `read` throws */
  static async open<Keys>(directory: string, read: ReadKeys<Keys>, logger: Logger): Promise<KeyFiles<Keys>> {
    return new KeyFiles({ directory, read, logger }, await read(directory));
  }

  get keys(): Keys {
    return this.#keys;
  }

  /** Reads once more. */
  async refresh(): Promise<void> {
    const { read, directory, logger } = this.#parts;
    try {
      this.#keys = await read(directory);
      this.#fault = undefined;
    } catch (error) {
      const fault = String(error);
      if (fault === this.#fault) return;
      this.#fault = fault;
      logger.warn({ fault }, 'Keeping the keys before: the mounted ones cannot be read');
    }
  }

  /** Keeps the keys fresh until the signal. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await delay(lookEveryMs, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) await this.refresh();
    }
  }
}
