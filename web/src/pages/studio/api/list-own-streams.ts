/** One's own streams, private ones too, kept current by the live messages of each. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context.tsx';
import type { StreamSummary } from '../../../api/generated/schemas.ts';
import { type ListQuery, listQueryOptions } from '../../../api/list-query.ts';
import { useIsConnected, useTopic } from '../../../realtime/realtime-context.tsx';
import { streamKeys } from '../../../streams/api/stream-keys.ts';
import { patchList, type StreamPages } from '../../../streams/model/patch-lists.ts';

const query = { owner: 'me', limit: 50 } as const;
const queryKey = streamKeys.list(query);

/** How often the list is read while nothing tells of changes. */
const pollMs = 7000;

/** See the file header. */
export const useOwnStreams = (): ListQuery<StreamSummary> => {
  const isConnected = useIsConnected();
  const options = listQueryOptions<StreamSummary>(useApi(), '/api/streams', query, queryKey);
  return useInfiniteQuery({ ...options, refetchInterval: isConnected ? false : pollMs });
};

/** Keeps one of the list current while the component is there: the topic of all streams has no private ones. */
export const useFollowOwnStream = (id: string): void => {
  const queries = useQueryClient();
  useTopic(`stream:${id}`, (message) => {
    const pages = queries.getQueryData<StreamPages>(queryKey);
    if (!pages) return;
    const patched = patchList(pages, message, { isOfLive: false, isOwn: true });
    queries.setQueryData(queryKey, patched.pages);
    if (patched.isReadAgain) void queries.invalidateQueries({ queryKey });
  });
};
