/** One's own streams, private ones too: of each its messages tell what changes, and that it is gone. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context.tsx';
import type { StreamSummary } from '../../../api/generated/schemas.ts';
import { type ListQuery, listQueryOptions } from '../../../api/list-query.ts';
import { useIsConnected, useTopic } from '../../../realtime/realtime-context.tsx';
import { streamKeys } from '../../../streams/api/stream-keys.ts';
import { keepPatched } from '../../../streams/keep-patched.ts';
import { patchList, type StreamPages } from '../../../streams/model/patch-lists.ts';
import { renewalWait } from '../../../streams/model/read-wait.ts';
import { readAgain } from '../../../streams/read-again.ts';

const query = { owner: 'me', limit: 50 } as const;
const queryKey = streamKeys.list(query);

/** How often the list is read while nothing tells of changes. */
const pollMs = 7_000;

/** Else: for those that were made elsewhere, and for pictures of private ones, whose signed addresses hold for 150 s at least. */
const renewalMs = 120_000;

/** See the file header. */
export const useOwnStreams = (): ListQuery<StreamSummary> => {
  const isConnected = useIsConnected();
  const options = listQueryOptions<StreamSummary>(useApi(), '/api/streams', query, queryKey);
  return useInfiniteQuery({
    ...options,
    refetchInterval: ({ state }) => renewalWait(state, isConnected ? renewalMs : pollMs, Date.now()),
  });
};

/** Keeps one of the list current while the component is there: the topic of all streams has no private ones. */
export const useFollowOwnStream = (id: string): void => {
  const queries = useQueryClient();
  useTopic(`stream:${id}`, (message) => {
    const pages = queries.getQueryData<StreamPages>(queryKey);
    if (!pages) return;
    const patched = patchList(pages, message, { isOfLive: false, isOwn: true });
    keepPatched(queries, queryKey, pages, patched.pages);
    // What is being read may be older than the message.
    const isOutdating = message.type === 'stream' && queries.getQueryState(queryKey)?.fetchStatus !== 'idle';
    if (message.type === 'error' || patched.isReadAgain || isOutdating) void readAgain(queries, queryKey);
  });
};
