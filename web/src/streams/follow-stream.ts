/** Keeps what the page knows of streams current: from the WebSocket, and by reading again while there is none. */
import {
  type QueryClient,
  type QueryKey,
  type UndefinedInitialDataOptions,
  type UseQueryResult,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useApi } from '../api/api-context.tsx';
import type { Stream } from '../api/generated/schemas.ts';
import { useIsConnected, useTopic } from '../realtime/realtime-context.tsx';
import type { ServerMessage } from '../realtime/server-message.ts';
import { streamQueryOptions } from './api/get-stream.ts';
import { type StreamName, streamByNameQueryOptions } from './api/get-stream-by-name.ts';
import { streamKeys } from './api/stream-keys.ts';
import { type ListKind, patchList, type StreamPages } from './model/patch-lists.ts';
import { isReadAgain, patchStream } from './model/patch-stream.ts';

/** While there is no WebSocket. */
const pollMs = 7_000;

/** The stream after the message; undefined for what has to be read again. */
const streamAfter = (stream: Stream, message: ServerMessage): Stream | undefined => {
  switch (message.type) {
    case 'stream':
      return isReadAgain(stream, message) ? undefined : patchStream(stream, message);
    case 'viewers': {
      const viewers = message.counts.find(({ id }) => id === stream.id)?.viewers ?? stream.viewers;
      return { ...stream, viewers };
    }
    case 'error':
      return undefined;
    default:
      return stream;
  }
};

const takeOne = (queries: QueryClient, queryKey: QueryKey, message: ServerMessage): void => {
  const known = queries.getQueryData<Stream>(queryKey);
  if (!known) return;
  const next = streamAfter(known, message);
  if (next) queries.setQueryData<Stream>(queryKey, next);
  else void queries.invalidateQueries({ queryKey });
};

type StreamQuery<Key extends QueryKey> = UndefinedInitialDataOptions<Stream, Error, Stream, Key>;

const useFollowed = <Key extends QueryKey>(options: StreamQuery<Key>): UseQueryResult<Stream> => {
  const queries = useQueryClient();
  const isConnected = useIsConnected();
  const query = useQuery({
    ...options,
    refetchInterval: ({ state }) => (isConnected && state.status === 'success' ? false : pollMs),
  });
  const id = query.data?.id;
  useTopic(id === undefined ? undefined : `stream:${id}`, (message) => takeOne(queries, options.queryKey, message));
  return query;
};

/** A stream that stays current, by its id. */
export const useFollowedStream = (id: string): UseQueryResult<Stream> => useFollowed(streamQueryOptions(useApi(), id));

/** The same, by its name. */
export const useFollowedStreamNamed = (name: StreamName): UseQueryResult<Stream> =>
  useFollowed(streamByNameQueryOptions(useApi(), name));

const kindOf = (key: QueryKey): ListKind => {
  const query: unknown = key.at(-1);
  const has = (name: string): boolean => typeof query === 'object' && query !== null && name in query;
  return { isOfLive: has('live'), isOwn: has('owner') };
};

const takeForLists = (queries: QueryClient, message: ServerMessage): void => {
  if (message.type === 'subscribed') void queries.invalidateQueries({ queryKey: streamKeys.lists });
  for (const [queryKey, pages] of queries.getQueriesData<StreamPages>({ queryKey: streamKeys.lists })) {
    if (!pages) continue;
    const patched = patchList(pages, message, kindOf(queryKey));
    if (patched.pages !== pages) queries.setQueryData(queryKey, patched.pages);
    if (patched.isReadAgain) void queries.invalidateQueries({ queryKey });
  }
};

/**
 * Keeps all lists of streams current while the component is there. The topic tells changes alone, so that lists are read again
 * as soon as it is followed.
 */
export const useFollowedStreams = (): void => {
  const queries = useQueryClient();
  useTopic('streams', (message) => takeForLists(queries, message));
};
