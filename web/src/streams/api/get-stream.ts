/** One stream, by its id. */
import { queryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ApiClient } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.tsx';
import type { Stream } from '../../api/generated/schemas.ts';
import { streamKeys } from './stream-keys.ts';

export const streamQueryOptions = (api: ApiClient, id: string) =>
  queryOptions({
    queryKey: streamKeys.one(id),
    queryFn: ({ signal }) => api.get<Stream>(`/api/streams/${encodeURIComponent(id)}`, { signal }),
  });

/** As it was read; see `useFollowedStream` for one that stays current. */
export const useStream = (id: string): UseQueryResult<Stream> => useQuery(streamQueryOptions(useApi(), id));
