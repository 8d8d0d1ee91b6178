/**
 * Whether requests should come to this replica: the databases have what it was built for, and they answer. Looked at every few
 * seconds beside the requests, so that a probe costs nothing and a database that is away is not asked once more by each.
 */
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@kubecast/media/logger';
import type { Life } from '@kubecast/media/run-together';
import type { Databases } from './database/databases.ts';

export interface ReadinessOptions {
  /** Of the looks alone: those of requests may all be taken, and say nothing then of the server. */
  readonly databases: Databases;
  /** Names of migrations that are not applied yet; rejects when a database cannot be asked. */
  readonly missingMigrations: (databases: Databases) => Promise<readonly string[]>;
  readonly logger: Logger;
  readonly lookEveryMs?: number;
}

const defaultLookEveryMs = 2_000;
/** One look that fails is a connection that broke; so many in a row are a database that is away. */
const failuresToBeAway = 3;

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export class Readiness {
  readonly #options: ReadinessOptions;
  #fault: string | undefined = 'waiting for the first look at the databases';
  #hasSchema = false;
  readonly #schema = Promise.withResolvers<true>();
  #failures = 0;

  constructor(options: ReadinessOptions) {
    this.#options = options;
  }

  /** Why no requests should come, in words; undefined when they should. */
  fault(): string | undefined {
    return this.#fault;
  }

  /** A life that begins when the databases have what it works with, and not at all when told to end before. */
  whenMigrated(life: Life): Life {
    return async (signal) => {
      const ended = once(signal, 'abort').then(() => false);
      if (!signal.aborted && (await Promise.race([this.#schema.promise, ended]))) await life(signal);
    };
  }

  /** Looks once. */
  async look(): Promise<void> {
    try {
      const fault = this.#hasSchema ? await this.#ask() : await this.#findMissing();
      this.#failures = 0;
      this.#tell(fault);
    } catch (error) {
      this.#failures += 1;
      const isAway = !this.#hasSchema || this.#failures >= failuresToBeAway;
      if (isAway) this.#tell(`the database does not answer: ${wordsOf(error)}`);
    }
  }

  /** Goes on looking until the signal. */
  async run(signal: AbortSignal): Promise<void> {
    const { lookEveryMs = defaultLookEveryMs } = this.#options;
    while (!signal.aborted) {
      await this.look();
      await delay(lookEveryMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async #ask(): Promise<undefined> {
    await Promise.all(Object.values(this.#options.databases).map((pool) => pool.query('SELECT')));
  }

  async #findMissing(): Promise<string | undefined> {
    const missing = await this.#options.missingMigrations(this.#options.databases);
    this.#hasSchema = missing.length === 0;
    if (this.#hasSchema) this.#schema.resolve(true);
    return this.#hasSchema ? undefined : `waiting for migrations: ${missing.join(', ')}`;
  }

  #tell(fault: string | undefined): void {
    if (fault === this.#fault) return;
    this.#fault = fault;
    const { logger } = this.#options;
    if (fault === undefined) logger.info('Being ready');
    else logger.warn({ fault }, 'Not being ready');
  }
}
