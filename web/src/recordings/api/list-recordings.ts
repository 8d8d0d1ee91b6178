/** One's own recordings, the newest first, read again as soon as they may have changed. */
import { type InfiniteData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ApiClient } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.tsx';
import type { Recording } from '../../api/generated/schemas.ts';
import type { ListPage } from '../../api/list-page.ts';
import { type ListQuery, listQueryOptions } from '../../api/list-query.ts';
import { renewalMs } from '../model/recording-rest.ts';

/** Every query of recordings begins with this: what changes one invalidates all. */
export const recordingsKey = ['recordings'] as const;

const renewal = (data: InfiniteData<ListPage<Recording>> | undefined): number =>
  renewalMs(data?.pages.flatMap((page) => page.items) ?? []);

const streamRecordingsOptions = (api: ApiClient, streamId: string) =>
  listQueryOptions<Recording>(api, '/api/recordings', { streamId }, [...recordingsKey, { streamId }]);

/** Of one stream. */
export const useStreamRecordings = (streamId: string): ListQuery<Recording> =>
  useInfiniteQuery({
    ...streamRecordingsOptions(useApi(), streamId),
    refetchInterval: ({ state }) => renewal(state.data),
  });

/** As many of the newest as may be in the making at once. */
const newest = 50;

const getNewestRecordings = (api: ApiClient, signal: AbortSignal): Promise<ListPage<Recording>> =>
  api.get('/api/recordings', { query: { owner: 'me', limit: newest }, signal });

/** The newest ones of all one's streams; undefined until they are read. */
export const useNewestRecordings = (): readonly Recording[] | undefined => {
  const api = useApi();
  const { data } = useQuery({
    queryKey: [...recordingsKey, 'newest'],
    queryFn: ({ signal }) => getNewestRecordings(api, signal),
    refetchInterval: ({ state }) => renewalMs(state.data?.items ?? []),
  });
  return data?.items;
};
