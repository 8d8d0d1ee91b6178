/**
 * Looks into the epoch log before anything is uploaded, so that a pod which was frozen or cut off while another one took over
 * publishes nothing more. One look serves all uploads of two seconds.
 */
import type { EpochEntry, EpochLog } from '@kubecast/media/epoch-log';
import { type Claim, isSettled } from './claim-queue.ts';

export interface TakeoverCheckOptions {
  readonly log: EpochLog;
  /** Claims of ours without an answer, in order. */
  readonly pending: () => readonly Claim[];
  /** The highest number that this pod knows of. */
  readonly lastEpoch: () => number;
  readonly signal: AbortSignal;
}

/** By the wall clock, which goes on while a process is frozen. */
const freshMs = 2_000;

/** See the file header. */
export class TakeoverCheck {
  readonly #options: TakeoverCheckOptions;
  #lookedAtMs = 0;
  #looking: Promise<EpochEntry | undefined> | undefined;

  constructor(options: TakeoverCheckOptions) {
    this.#options = options;
  }

  /** Who has taken over; undefined: nobody. Throws the store's errors. */
  async owner(): Promise<EpochEntry | undefined> {
    if (Math.abs(Date.now() - this.#lookedAtMs) < freshMs) return undefined;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #look(): Promise<EpochEntry | undefined> {
    const { log, signal } = this.#options;
    const startedMs = Date.now();
    for (const epoch of await log.list(this.#settled(), signal)) {
      const owner = await this.#ownerOf(epoch);
      if (owner) return owner;
    }
    this.#lookedAtMs = startedMs;
    return undefined;
  }

  /** All numbers up to this one are ours, or were there before. */
  #settled(): number {
    const { pending, lastEpoch } = this.#options;
    return (pending()[0]?.epoch ?? lastEpoch() + 1) - 1;
  }

  async #ownerOf(epoch: number): Promise<EpochEntry | undefined> {
    const { log, pending, signal } = this.#options;
    // It may have been settled while the list was under way.
    if (epoch <= this.#settled()) return undefined;
    const claim = pending().find((candidate) => candidate.epoch === epoch);
    if (!claim) return log.read(epoch, signal);
    const outcome = await log.claim(epoch, claim.record, signal);
    return outcome.kind === 'lost' && !isSettled(outcome, claim.record) ? outcome.owner : undefined;
  }
}
