/**
 * The edge's keys, from the files of a mounted Secret that may change while it runs: they are read again every few seconds. What
 * cannot be read, or is no key, leaves those before in force.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@kubecast/media/logger';
import { type EdgeKeys, readEdgeKeys } from './edge-configuration.ts';

const lookEveryMs = 5_000;

export class KeyFiles {
  readonly #directory: string;
  readonly #logger: Logger;
  #keys: EdgeKeys;

  private constructor(directory: string, logger: Logger, keys: EdgeKeys) {
    this.#directory = directory;
    this.#logger = logger;
    this.#keys = keys;
  }

  /** @throws an error that names the file when one is absent or its content is no key */
  static async open(directory: string, logger: Logger): Promise<KeyFiles> {
    return new KeyFiles(directory, logger, await readEdgeKeys(directory));
  }

  get keys(): EdgeKeys {
    return this.#keys;
  }

  /** Reads once more. */
  async refresh(): Promise<void> {
    try {
      this.#keys = await readEdgeKeys(this.#directory);
    } catch (error) {
      this.#logger.warn({ err: error }, 'Keeping the keys before: the mounted ones cannot be read');
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
