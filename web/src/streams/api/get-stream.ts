/** One stream, by its id. */
import { queryOptions } from '@tanstack/react-query';
import type { ApiClient } from '../../api/api-client.ts';
import type { Stream } from '../../api/generated/schemas.ts';
import { streamKeys } from './stream-keys.ts';

export const streamQueryOptions = (api: ApiClient, id: string) =>
  queryOptions({
    queryKey: streamKeys.one(id),
    queryFn: ({ signal }) => api.get<Stream>(`/api/streams/${encodeURIComponent(id)}`, { signal }),
  });
