/** The sets of qualities that a stream may be encoded to, the default one first. */
import { queryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ApiClient } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.tsx';
import type { Ladder, Ladders } from '../../api/generated/schemas.ts';

const fetchLadders = async (api: ApiClient, signal: AbortSignal): Promise<readonly Ladder[]> =>
  (await api.get<Ladders>('/api/streams/presets', { signal })).items;

/** Whether they fit changes with the cluster's nodes only. */
export const laddersQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ['ladders'],
    queryFn: ({ signal }) => fetchLadders(api, signal),
    staleTime: 60_000,
  });

/** See the file header. */
export const useLadders = (): UseQueryResult<readonly Ladder[]> => useQuery(laddersQuery(useApi()));
