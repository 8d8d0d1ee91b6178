/**
 * The epoch log of one stream (`epoch-record.ts` has an entry's shape). A number is claimed by creating its key; whoever
 * loses reads again. Entries are never changed. Those of sessions whose media was deleted go, too; the newest never does, so that
 * no number is given twice.
 */
import { type EpochRecord, epochRecordSchema } from './epoch-record.ts';
import { epochKey, type StreamName, streamPrefix } from './keys.ts';
import type { ObjectStore } from './object-store.ts';
import { ObjectExistsError } from './object-store-error.ts';

/** A number of the log and what was claimed with it. */
export interface EpochEntry extends EpochRecord {
  readonly epoch: number;
}

/** `lost` says who has the number. */
export type ClaimOutcome = { readonly kind: 'won' } | { readonly kind: 'lost'; readonly owner: EpochEntry };

/** An entry that is no epoch record: something else writes below our prefix. */
export class EpochEntryInvalidError extends Error {
  readonly code = 'EpochEntryInvalid';
}

const entryPattern = /\/epochs\/(\d{6})\.json$/;

const parseEntry = (key: string, epoch: number, body: Buffer): EpochEntry => {
  try {
    return { epoch, ...epochRecordSchema.parse(JSON.parse(body.toString('utf8'))) };
  } catch (cause) {
    throw new EpochEntryInvalidError(`Could not read ${key} as an epoch record; move the object away`, { cause });
  }
};

const isSameClaim = (owner: EpochRecord, record: EpochRecord): boolean =>
  owner.podUid === record.podUid && owner.claimedAt === record.claimedAt && owner.session === record.session;

/** The log of `stream` in `store`, the bucket `live-segments`. Methods throw the errors of `object-store-error.ts`. */
export class EpochLog {
  readonly #store: ObjectStore;
  readonly #prefix: string;
  /** The highest number that is known to be taken: a log is as long as a stream's life, and need not be listed anew. */
  #highest = 0;

  constructor(store: ObjectStore, stream: StreamName) {
    this.#store = store;
    this.#prefix = streamPrefix(stream);
  }

  /** The numbers that are taken, ascending, above `after`. */
  async list(after = 0, signal?: AbortSignal): Promise<readonly number[]> {
    const epochs: number[] = [];
    const options = { startAfter: this.#prefix + epochKey(after), ...(signal && { signal }) };
    for await (const { key } of this.#store.list(`${this.#prefix}epochs/`, options)) {
      const match = entryPattern.exec(key);
      if (match) epochs.push(Number(match[1]));
    }
    return epochs;
  }

  /** One entry; undefined when the number is free. */
  async read(epoch: number, signal?: AbortSignal): Promise<EpochEntry | undefined> {
    const key = this.#prefix + epochKey(epoch);
    const body = await this.#store.read(key, signal && { signal });
    return body && parseEntry(key, epoch, body);
  }

  /** The entry with the highest number; undefined for a stream that never had a session. */
  async readLast(signal?: AbortSignal): Promise<EpochEntry | undefined> {
    const last = await this.#findLast(signal);
    this.#highest = last ?? 0;
    return last === undefined ? undefined : this.read(last, signal);
  }

  async #findLast(signal: AbortSignal | undefined): Promise<number | undefined> {
    const known = this.#highest;
    const last = known > 0 ? (await this.list(known - 1, signal)).at(-1) : undefined;
    // Whoever deletes a stream's objects begins its log anew.
    return last ?? (await this.list(0, signal)).at(-1);
  }

  /**
   * Tries to take `epoch`. A claim of ours whose answer was lost counts as won when it is found: the record says who
   * claimed and when. A number below the newest is not free, even where its entry was deleted.
   */
  async claim(epoch: number, record: EpochRecord, signal?: AbortSignal): Promise<ClaimOutcome> {
    const newer = (await this.list(epoch, signal)).at(-1);
    if (newer === undefined && (await this.#isCreated(epoch, record, signal))) return { kind: 'won' };
    const owner = (await this.read(epoch, signal)) ?? (newer && (await this.read(newer, signal)));
    if (!owner) throw new EpochEntryInvalidError(`Could not claim epoch ${epoch}: the key is taken but not readable`);
    return isSameClaim(owner, record) ? { kind: 'won' } : { kind: 'lost', owner };
  }

  /** False where the number is taken. */
  async #isCreated(epoch: number, record: EpochRecord, signal: AbortSignal | undefined): Promise<boolean> {
    const options = { contentType: 'application/json', createOnly: true, ...(signal && { signal }) };
    try {
      await this.#store.put(this.#prefix + epochKey(epoch), JSON.stringify(record), options);
      return true;
    } catch (error) {
      if (error instanceof ObjectExistsError) return false;
      throw error;
    }
  }
}
