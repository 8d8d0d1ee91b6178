/**
 * Streams as this replica last read them. Whoever hears of a change says which id; the rows are read a moment later, many with
 * one query, and compared with what was known. Only one query runs at a time, so nothing older ever follows something newer.
 */
import type { Logger } from '@kubecast/media/logger';
import type { StreamState } from './stream-state.ts';
import type { StreamReading } from './topics.ts';

export interface StreamStatesOptions {
  readonly read: (ids: readonly string[]) => Promise<readonly StreamState[]>;
  readonly readPublicLive: () => Promise<readonly StreamState[]>;
  /** Told of each id that was read. */
  readonly onRead: (id: string, reading: StreamReading) => void;
  /** Which are to be remembered after they were read. */
  readonly isWanted: (stream: StreamState) => boolean;
  readonly logger: Logger;
}

/** How long changes are gathered, and how long a failed query waits. */
const gatherMs = 50;
const retryMs = 1_000;

/** Who wait for a stream, by its id. */
type Waiting = Map<string, PromiseWithResolvers<StreamState | undefined>[]>;

/** What one query is for. */
interface Batch {
  /** Ids that may have changed, and whether they were said to be unlisted. */
  readonly dirty: ReadonlyMap<string, boolean>;
  readonly waiting: Waiting;
}

const rejectAll = (waiting: Waiting, failure: unknown): void => {
  for (const asking of waiting.values()) for (const { reject } of asking) reject(failure);
};

export class StreamStates {
  readonly #options: StreamStatesOptions;
  readonly #known = new Map<string, StreamState>();
  #dirty = new Map<string, boolean>();
  #waiting: Waiting = new Map();
  /** Of the query that runs. */
  #answering: Waiting = new Map();
  #timer: NodeJS.Timeout | undefined;
  #isReading = false;
  #hasEnded = false;

  constructor(options: StreamStatesOptions) {
    this.#options = options;
  }

  /** As last read; undefined when it is not remembered. */
  known(id: string): StreamState | undefined {
    return this.#known.get(id);
  }

  /** True while somebody waits for it: a change that is told meanwhile may be newer than what they are given. */
  isAsked(id: string): boolean {
    return this.#waiting.has(id) || this.#answering.has(id);
  }

  /** It may have changed. */
  touch(id: string, unlisted = false): void {
    this.#dirty.set(id, unlisted || this.#dirty.get(id) === true);
    this.#schedule(gatherMs);
  }

  /** Notifications may have been missed: reads what is remembered or being read, and what is live by now. */
  async touchAll(alsoLive: boolean): Promise<void> {
    for (const ids of [this.#known, this.#answering]) for (const id of ids.keys()) this.touch(id);
    if (!alsoLive) return;
    for (const { id } of await this.#options.readPublicLive()) this.touch(id);
  }

  /** Reads it now. @throws whatever the database does */
  async fresh(id: string): Promise<StreamState | undefined> {
    const done = Promise.withResolvers<StreamState | undefined>();
    this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), done]);
    this.#schedule(gatherMs);
    return done.promise;
  }

  /** Remembers the public streams that are live. @throws whatever the database does */
  async rememberLive(): Promise<void> {
    const live = await this.#options.readPublicLive();
    // What was read otherwise meanwhile is newer.
    for (const stream of live) if (!this.#known.has(stream.id)) this.#known.set(stream.id, stream);
  }

  /** What {@link fresh} gave, now that somebody wants it. */
  remember(stream: StreamState): void {
    if (this.#options.isWanted(stream)) this.#known.set(stream.id, stream);
  }

  /** Nobody wants it any more, maybe. */
  release(id: string): void {
    const stream = this.#known.get(id);
    if (stream && !this.#options.isWanted(stream)) this.#known.delete(id);
  }

  /** Keeps what is still wanted. */
  releaseAll(): void {
    for (const id of this.#known.keys()) this.release(id);
  }

  /** Nothing is read any more; who waits is told so. */
  end(): void {
    this.#hasEnded = true;
    clearTimeout(this.#timer);
    rejectAll(this.#waiting, new Error('Reading a stream ended with the program'));
    this.#waiting.clear();
  }

  #schedule(afterMs: number): void {
    if (this.#hasEnded || this.#isReading || this.#timer) return;
    this.#timer = setTimeout(() => void this.#read(), afterMs);
  }

  async #read(): Promise<void> {
    this.#timer = undefined;
    this.#isReading = true;
    const batch: Batch = { dirty: this.#dirty, waiting: this.#waiting };
    this.#dirty = new Map();
    this.#waiting = new Map();
    this.#answering = batch.waiting;
    const failure = await this.#readThese(batch).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (failure !== undefined) this.#putBack(batch, failure);
    this.#answering = new Map();
    this.#isReading = false;
    if (this.#dirty.size + this.#waiting.size > 0) this.#schedule(failure === undefined ? gatherMs : retryMs);
  }

  async #readThese({ dirty, waiting }: Batch): Promise<void> {
    const ids = [...new Set([...dirty.keys(), ...waiting.keys()])];
    const rows = await this.#options.read(ids);
    const found = new Map(rows.map((row) => [row.id, row]));
    for (const id of ids) this.#note(id, found.get(id), dirty.get(id) === true);
    for (const [id, asking] of waiting) for (const { resolve } of asking) resolve(found.get(id));
  }

  #note(id: string, now: StreamState | undefined, unlisted: boolean): void {
    const before = this.#known.get(id);
    if (now && this.#options.isWanted(now)) this.#known.set(id, now);
    else this.#known.delete(id);
    this.#options.onRead(id, { before, now, unlisted });
  }

  /** Whoever asked learns that it failed; what was told by the database is told once. */
  #putBack({ dirty, waiting }: Batch, failure: unknown): void {
    this.#options.logger.warn({ err: failure, streams: dirty.size }, 'Reading changed streams failed, trying again');
    for (const [id, unlisted] of dirty) this.touch(id, unlisted);
    rejectAll(waiting, failure);
  }
}
