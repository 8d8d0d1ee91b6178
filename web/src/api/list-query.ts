/** Queries of lists, which the api gives page by page. */
import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryKey,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query';
import type { ApiClient, ApiPath, Query } from './api-client.ts';
import type { ListPage } from './list-page.ts';

/** A list as `useInfiniteQuery` gives it. */
export type ListQuery<Item> = UseInfiniteQueryResult<InfiniteData<ListPage<Item>>>;

/** Who comes back to a list after a long video finds it as long as they left it. */
const gcTime = 60 * 60_000;

/** For `useInfiniteQuery`: the list at `path`, each page from where the one before ended. */
export const listQueryOptions = <Item>(api: ApiClient, path: ApiPath, query: Query, queryKey: QueryKey) =>
  infiniteQueryOptions({
    queryKey,
    gcTime,
    queryFn: ({ pageParam, signal }) =>
      api.get<ListPage<Item>>(path, { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: ListPage<Item>) => last.nextCursor ?? undefined,
  });
