/**
 * Claims of epoch numbers, one after the other in the order of the numbers, kept as files until they are settled. Media of an
 * epoch is uploaded only behind its claim; a session's end is claimed only behind all its media.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClaimOutcome, EpochEntry } from '@kubecast/media/epoch-log';
import { epochRecordSchema } from '@kubecast/media/epoch-record';
import { z } from 'zod';

/** A number and what is to be written under it. */
const claimSchema = z.object({ epoch: z.number().int().positive(), record: epochRecordSchema });
export type Claim = z.infer<typeof claimSchema>;

export interface ClaimQueueOptions {
  /** Made when it is absent. */
  readonly directory: string;
  /** Tries until there is an outcome; rejects when publishing ends. */
  readonly claim: (claim: Claim) => Promise<ClaimOutcome>;
  /** Resolves when all media below the epoch has left the backlog. */
  readonly drained: (epoch: number) => Promise<void>;
  /** After an end was claimed, and before it is forgotten: the playlists in the bucket end. May run again. */
  readonly ended: (claim: Claim) => Promise<void>;
  /** Another owner: nothing more may be published. */
  readonly onLost: (owner: EpochEntry) => void;
  /** The disk failed: says of which file, and what comes of it. */
  readonly onFault: (consequence: string, path: string, error: unknown) => void;
}

const fileName = (epoch: number): string => `${String(epoch).padStart(6, '0')}.json`;

/** What of a record decides. */
type Claimed = Pick<EpochEntry, 'session' | 'end' | 'firstSequence'>;

/** An end that somebody else wrote for the same session is as good as ours, where our next numbers lie behind it. */
export const isSettled = (outcome: { kind: 'won' } | { kind: 'lost'; owner: Claimed }, record: Claimed): boolean => {
  if (outcome.kind === 'won') return true;
  const { owner } = outcome;
  return record.end && owner.end && owner.session === record.session && owner.firstSequence <= record.firstSequence;
};

/** Begins with the claims that the directory holds. Without a disk it goes on, with what it has in memory. */
export class ClaimQueue {
  readonly #options: ClaimQueueOptions;
  readonly #gates = new Map<number, PromiseWithResolvers<void>>();
  #pending: Claim[] = [];
  #running: Promise<void> | undefined;
  #started = false;

  constructor(options: ClaimQueueOptions) {
    this.#options = options;
    mkdirSync(options.directory, { recursive: true });
    for (const name of readdirSync(options.directory).filter((entry) => entry.endsWith('.json'))) {
      this.#restore(join(options.directory, name));
    }
  }

  /** In the order of the numbers. */
  get pending(): readonly Claim[] {
    return this.#pending;
  }

  /** Claims wait for this. */
  start(): void {
    this.#started = true;
    this.#wake();
  }

  add(claim: Claim): void {
    this.#save(claim);
    this.#insert(claim);
    this.#wake();
  }

  /** Resolves when the epoch is ours; at once where nothing is pending for it. Never when it is lost. */
  async won(epoch: number): Promise<void> {
    await this.#gates.get(epoch)?.promise;
  }

  /** Resolves when nothing is pending, or all has come to an end. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  /** Forgets everything that is pending; nothing waits for it any more. */
  discard(): void {
    for (const { epoch } of this.#pending) this.#forget(epoch);
    this.#pending = [];
  }

  /** Moves provisional numbers; only before {@link start}. */
  renumber(epochs: number, sequences: number): void {
    const claims = this.#pending;
    this.#pending = [];
    this.#gates.clear();
    for (const claim of claims) this.#forget(claim.epoch);
    for (const { epoch, record } of claims) {
      this.add({ epoch: epoch + epochs, record: { ...record, firstSequence: record.firstSequence + sequences } });
    }
  }

  #restore(path: string): void {
    try {
      this.#insert(claimSchema.parse(JSON.parse(readFileSync(path, 'utf8'))));
    } catch (error) {
      rmSync(path, { force: true });
      this.#options.onFault('Losing a claim that cannot be read', path, error);
    }
  }

  #insert(claim: Claim): void {
    this.#gates.set(claim.epoch, Promise.withResolvers());
    this.#pending = [...this.#pending, claim].toSorted((a, b) => a.epoch - b.epoch);
  }

  #wake(): void {
    if (!this.#started || this.#running || this.#pending.length === 0) return;
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      // Something may have been added after the last look.
      this.#wake();
    });
  }

  /** Ends when nothing is pending, when a claim is lost, or when publishing ends. */
  async #run(): Promise<void> {
    for (let [claim] = this.#pending; claim; [claim] = this.#pending) {
      const outcome = await this.#settle(claim).catch(() => undefined);
      if (!outcome || !isSettled(outcome, claim.record)) {
        this.#started = false;
        if (outcome?.kind === 'lost') this.#options.onLost(outcome.owner);
        return;
      }
      this.#pending = this.#pending.slice(1);
      this.#forget(claim.epoch);
      this.#gates.get(claim.epoch)?.resolve();
      this.#gates.delete(claim.epoch);
    }
  }

  async #settle(claim: Claim): Promise<ClaimOutcome> {
    if (claim.record.end) await this.#options.drained(claim.epoch);
    const outcome = await this.#options.claim(claim);
    if (claim.record.end && isSettled(outcome, claim.record)) await this.#options.ended(claim);
    return outcome;
  }

  #save(claim: Claim): void {
    this.#onDisk(claim.epoch, 'Keeping a claim in memory alone', (path) => {
      writeFileSync(`${path}.incomplete`, JSON.stringify(claim), { flush: true });
      renameSync(`${path}.incomplete`, path);
    });
  }

  /** One that stays on the disk is claimed once more by the next process, and won again. */
  #forget(epoch: number): void {
    this.#onDisk(epoch, 'Leaving a settled claim on the disk', (path) => rmSync(path, { force: true }));
  }

  #onDisk(epoch: number, consequence: string, act: (path: string) => void): void {
    const path = join(this.#options.directory, fileName(epoch));
    try {
      act(path);
    } catch (error) {
      this.#options.onFault(consequence, path, error);
    }
  }
}
