/**
 * Streams as this replica last read them. Whoever hears of a change says which id; the rows are read a moment later, many with
 * one query, and compared with what was known. Only one query runs at a time, so nothing older ever follows something newer.
 */
import type { Logger } from '@kubecast/media/logger';
import type { StreamState } from './stream-state.ts';

export interface StreamStatesOptions {
  readonly read: (ids: readonly string[]) => Promise<readonly StreamState[]>;
  readonly readPublicLive: () => Promise<readonly StreamState[]>;
  /** Told of each id that was read: what was known before, and what is now. */
  readonly onRead: (id: string, before: StreamState | undefined, now: StreamState | undefined) => void;
  /** Which are to be remembered after they were read. */
  readonly isWanted: (stream: StreamState) => boolean;
  readonly logger: Logger;
}

/** How long changes are gathered, and how long a failed query waits. */
const gatherMs = 50;
const retryMs = 1_000;

interface Waiting {
  readonly id: string;
  readonly done: PromiseWithResolvers<StreamState | undefined>;
}

export class StreamStates {
  readonly #options: StreamStatesOptions;
  readonly #known = new Map<string, StreamState>();
  #dirty = new Set<string>();
  #waiting: Waiting[] = [];
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

  /** It may have changed. */
  touch(id: string): void {
    this.#dirty.add(id);
    this.#schedule(gatherMs);
  }

  /** Notifications may have been missed: reads what is remembered, and what is live by now. */
  async touchAll(alsoLive: boolean): Promise<void> {
    for (const id of this.#known.keys()) this.touch(id);
    if (!alsoLive) return;
    for (const { id } of await this.#options.readPublicLive()) this.touch(id);
  }

  /** Reads it now. @throws whatever the database does */
  async fresh(id: string): Promise<StreamState | undefined> {
    const done = Promise.withResolvers<StreamState | undefined>();
    this.#waiting.push({ id, done });
    this.touch(id);
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
    for (const { done } of this.#waiting.splice(0)) done.reject(new Error('Reading a stream ended with the program'));
  }

  #schedule(afterMs: number): void {
    if (this.#hasEnded || this.#isReading || this.#timer) return;
    this.#timer = setTimeout(() => void this.#read(), afterMs);
  }

  async #read(): Promise<void> {
    this.#timer = undefined;
    this.#isReading = true;
    const ids = [...this.#dirty];
    const waiting = this.#waiting;
    this.#dirty = new Set();
    this.#waiting = [];
    const failure = await this.#readThese(ids, waiting).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (failure !== undefined) this.#putBack(ids, waiting, failure);
    this.#isReading = false;
    if (this.#dirty.size > 0) this.#schedule(failure === undefined ? gatherMs : retryMs);
  }

  async #readThese(ids: readonly string[], waiting: readonly Waiting[]): Promise<void> {
    const rows = await this.#options.read(ids);
    const found = new Map(rows.map((row) => [row.id, row]));
    for (const id of ids) this.#note(id, found.get(id));
    for (const { id, done } of waiting) done.resolve(found.get(id));
  }

  #note(id: string, now: StreamState | undefined): void {
    const before = this.#known.get(id);
    if (now && this.#options.isWanted(now)) this.#known.set(id, now);
    else this.#known.delete(id);
    this.#options.onRead(id, before, now);
  }

  #putBack(ids: readonly string[], waiting: readonly Waiting[], failure: unknown): void {
    this.#options.logger.warn({ err: failure, streams: ids.length }, 'Reading changed streams failed, trying again');
    const asked = new Set(waiting.map(({ id }) => id));
    for (const id of ids) if (!asked.has(id) || this.#known.has(id)) this.#dirty.add(id);
    for (const { done } of waiting) done.reject(failure);
  }
}
