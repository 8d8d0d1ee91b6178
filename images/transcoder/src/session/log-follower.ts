/** Reads the epoch log until it answers, and watches it for claims of other pods while a session runs. */
import { setTimeout as sleep } from 'node:timers/promises';
import { retry } from '@kubecast/media/retry';
import { type LogReader, type LogReading, readLogSnapshot } from './read-log-snapshot.ts';

export interface LogFollowerOptions {
  readonly reader: LogReader;
  readonly onReading: (reading: LogReading) => void;
  /** Told of each failure. */
  readonly onFault: (error: unknown) => void;
  /** The highest number that this pod knows of; undefined while it does not care for others. */
  readonly lastOwnEpoch: () => number | undefined;
  readonly onLaterClaim: () => void;
  /** True while another pod may be closing the session that this one has adopted. */
  readonly isOpenElsewhere: () => boolean;
  readonly signal: AbortSignal;
}

const lookEveryMs = 10_000;
/** A pod that is told to go closes its session within its termination grace. */
const rereadEveryMs = 2_000;

/** Everything it begins ends with the signal. */
export class LogFollower {
  readonly #options: LogFollowerOptions;
  #reading: Promise<void> | undefined;

  constructor(options: LogFollowerOptions) {
    this.#options = options;
  }

  /**
   * Reads until there is an answer; resolves when `onReading` has had it. Who asks while a reading is under way waits for the
   * same one: a store that does not answer is not asked ever more often.
   */
  read(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /** As `read`; resolves after `budgetMs` at the latest, and reads on behind. */
  async readWithin(budgetMs: number): Promise<void> {
    const { signal } = this.#options;
    const budget = sleep(budgetMs, undefined, { ref: false, signal }).catch(() => undefined);
    await Promise.race([this.read(), budget]);
  }

  /** Until the signal aborts. */
  async watch(): Promise<void> {
    const { signal, isOpenElsewhere, onFault } = this.#options;
    while (!signal.aborted) {
      await sleep(isOpenElsewhere() ? rereadEveryMs : lookEveryMs, undefined, { signal }).catch(() => undefined);
      if (isOpenElsewhere()) await this.read();
      else await this.look().catch(onFault);
    }
  }

  /** One look at the log. Throws the store's errors. */
  async look(): Promise<void> {
    const { reader, signal, lastOwnEpoch, onLaterClaim } = this.#options;
    const epoch = lastOwnEpoch();
    if (epoch === undefined || signal.aborted) return;
    const later = await reader.log.list(epoch, signal);
    if (later.length > 0 && lastOwnEpoch() === epoch) onLaterClaim();
  }

  /** Ends without a word when the signal aborts: nobody waits for the log any more. */
  async #read(): Promise<void> {
    const { reader, signal, onFault, onReading } = this.#options;
    const reading = await retry(() => readLogSnapshot(reader, signal), { signal, onFault }).catch(() => undefined);
    if (reading) onReading(reading);
  }
}
