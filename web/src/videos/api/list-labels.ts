/** What the newest public videos are tagged with and filed under, the commonest first. */
import { queryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ApiClient } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.tsx';
import { videoKeys } from './video-keys.ts';

/** Names alone. */
export type Labels = readonly string[];

interface LabelList {
  readonly items: readonly { readonly name: string }[];
}

/** The api reads them once a minute. */
const staleTime = 60_000;

const labelsQueryOptions = (api: ApiClient, kind: 'tags' | 'categories', limit: number) =>
  queryOptions({
    queryKey: videoKeys[kind],
    staleTime,
    queryFn: async ({ signal }): Promise<Labels> => {
      const { items } = await api.get<LabelList>(`/api/videos/${kind}`, { query: { limit }, signal });
      return items.map(({ name }) => name);
    },
  });

export const useTags = (): UseQueryResult<Labels> => useQuery(labelsQueryOptions(useApi(), 'tags', 20));

export const useCategories = (): UseQueryResult<Labels> => useQuery(labelsQueryOptions(useApi(), 'categories', 50));
