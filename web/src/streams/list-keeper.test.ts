import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StreamSummary } from '../api/generated/schemas.ts';
import type { ListPage } from '../api/list-page.ts';
import { streamKeys } from './api/stream-keys.ts';
import { ListKeeper } from './list-keeper.ts';
import type { StreamPages } from './model/patch-lists.ts';
import { aStream } from './testing/a-stream.ts';
import { aStreamMessage } from './testing/a-stream-message.ts';

const queryKey = streamKeys.list({ live: true, limit: 24 });
const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const aPage = (...items: readonly StreamSummary[]): ListPage<StreamSummary> => ({ items, nextCursor: null });

/** A list of live streams that somebody looks at; `read` answers each reading of it. */
const createBed = (read: () => Promise<ListPage<StreamSummary>>) => {
  const queries = new QueryClient({ defaultOptions: { queries: { networkMode: 'always', retry: false } } });
  const keeper = new ListKeeper(queries);
  const stopLooking = new InfiniteQueryObserver(queries, {
    queryKey,
    queryFn: read,
    initialPageParam: undefined,
    getNextPageParam: () => undefined,
  }).subscribe(() => undefined);
  return {
    keeper,
    titles: () =>
      queries.getQueryData<StreamPages>(queryKey)?.pages.flatMap(({ items }) => items.map(({ title }) => title)),
    readAt: () => queries.getQueryState(queryKey)?.dataUpdatedAt,
    end: () => {
      keeper.stop();
      stopLooking();
      queries.clear();
    },
  };
};

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('ListKeeper', () => {
  it('reads again after the first read, which may be older than the subscription', async () => {
    const first = Promise.withResolvers<ListPage<StreamSummary>>();
    const read = vi.fn().mockReturnValueOnce(first.promise).mockResolvedValue(aPage(aStream()));
    const bed = createBed(read);
    bed.keeper.take({ type: 'subscribed', topic: 'streams' });
    first.resolve(aPage());
    await later(0);
    expect([read.mock.calls.length, bed.titles()]).toEqual([2, ['Colour bars']]);
    bed.end();
  });

  it('reads again some seconds after a message that came during a read', async () => {
    const second = Promise.withResolvers<ListPage<StreamSummary>>();
    const read = vi.fn().mockResolvedValueOnce(aPage(aStream())).mockReturnValueOnce(second.promise);
    const bed = createBed(read.mockResolvedValue(aPage()));
    await later(0);
    bed.keeper.take({ type: 'subscribed', topic: 'streams' });
    await later(0);
    bed.keeper.take({ type: 'removed', id: aStream().id });
    expect(bed.titles()).toEqual([]);
    second.resolve(aPage(aStream()));
    await later(5_000);
    expect([read.mock.calls.length, bed.titles()]).toEqual([3, []]);
    bed.end();
  });

  it('reads once for many streams that begin, and not for what else changes of them', async () => {
    const read = vi.fn().mockResolvedValue(aPage());
    const bed = createBed(read);
    await later(0);
    for (const id of ['1', '2', '3']) bed.keeper.take(aStreamMessage({ id }));
    await later(2_999);
    expect(read.mock.calls.length).toBe(1);
    await later(2_001);
    expect(read.mock.calls.length).toBe(2);
    bed.keeper.take(aStreamMessage({ id: '1', title: 'New' }));
    await later(5_000);
    expect(read.mock.calls.length).toBe(2);
    bed.keeper.take(aStreamMessage({ id: '1', state: 'offline' }));
    bed.keeper.take(aStreamMessage({ id: '1' }));
    await later(5_000);
    expect(read.mock.calls.length).toBe(3);
    bed.end();
  });

  it('leaves the list as old as it was when viewers come', async () => {
    const bed = createBed(vi.fn().mockResolvedValue(aPage(aStream())));
    await later(0);
    const readAt = bed.readAt();
    await later(1_000);
    bed.keeper.take({ type: 'viewers', counts: [{ id: aStream().id, viewers: 9 }] });
    bed.keeper.take(aStreamMessage({ viewers: 9, title: 'Bars' }));
    expect([bed.titles(), bed.readAt()]).toEqual([['Bars'], readAt]);
    bed.end();
  });
});
