/** Keeps the lists of streams that are there current by what the topic `streams` tells. */
import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { ServerMessage } from '../realtime/server-message.ts';
import { streamKeys } from './api/stream-keys.ts';
import { keepPatched } from './keep-patched.ts';
import { type ListKind, patchList, type StreamPages } from './model/patch-lists.ts';
import { readAgain } from './read-again.ts';

/** One change is told to many pages in one moment, and many changes to each: no page reads at once, nor for each. */
const gatherMs = 3_000;
const jitterMs = 2_000;

const kindOf = (key: QueryKey): ListKind => {
  const query: unknown = key.at(-1);
  const has = (name: string): boolean => typeof query === 'object' && query !== null && name in query;
  return { isOfLive: has('live'), isOwn: has('owner') };
};

/** See the file header. */
export class ListKeeper {
  readonly #queries: QueryClient;
  /** Streams that were live when last told of. */
  readonly #live = new Set<string>();
  readonly #due = new Set<QueryKey>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(queries: QueryClient) {
    this.#queries = queries;
  }

  take(message: ServerMessage): void {
    if (message.type === 'subscribed') this.#readAll();
    const isNews = this.#note(message);
    const lists = this.#queries.getQueriesData<StreamPages>({ queryKey: streamKeys.lists });
    for (const [queryKey, pages] of lists) if (pages) this.#patch(queryKey, pages, { message, isNews });
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#due.clear();
  }

  #patch(queryKey: QueryKey, pages: StreamPages, told: { message: ServerMessage; isNews: boolean }): void {
    const { message, isNews } = told;
    const patched = patchList(pages, message, kindOf(queryKey));
    keepPatched(this.#queries, queryKey, pages, patched.pages);
    // A read that is under way may not know of it yet.
    const isChange = message.type === 'stream' || message.type === 'removed';
    const isOutdating = isChange && this.#queries.getQueryState(queryKey)?.fetchStatus !== 'idle';
    // Whatever changes of a live stream that is further down in the list is no reason to read the list each time.
    const isListed = patched.pages !== pages;
    if (isOutdating || (patched.isReadAgain && (isNews || isListed))) this.#readSoon(queryKey);
  }

  /** False for a live stream that was live before. */
  #note(message: ServerMessage): boolean {
    if (message.type === 'removed') this.#live.delete(message.id);
    if (message.type !== 'stream') return true;
    const wasLive = this.#live.has(message.id);
    if (message.state === 'offline') this.#live.delete(message.id);
    else this.#live.add(message.id);
    return !wasLive;
  }

  /** The topic tells changes alone: what was before, the lists say. */
  #readAll(): void {
    this.#live.clear();
    const queries = this.#queries.getQueryCache().findAll({ queryKey: streamKeys.lists });
    for (const { queryKey } of queries) void readAgain(this.#queries, queryKey);
  }

  #readSoon(queryKey: QueryKey): void {
    this.#due.add(queryKey);
    this.#timer ??= setTimeout(() => this.#readDue(), gatherMs + Math.random() * jitterMs);
  }

  #readDue(): void {
    const due = [...this.#due];
    this.stop();
    for (const queryKey of due) void readAgain(this.#queries, queryKey);
  }
}
