/** Keeps what the page knows of streams current: from the WebSocket, and by reading again while there is none. */
import {
  type QueryClient,
  type QueryKey,
  type QueryState,
  type UndefinedInitialDataOptions,
  type UseQueryResult,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useApi } from '../api/api-context.tsx';
import type { Stream } from '../api/generated/schemas.ts';
import { useIsConnected, useTopic } from '../realtime/realtime-context.tsx';
import type { ServerMessage } from '../realtime/server-message.ts';
import { streamQueryOptions } from './api/get-stream.ts';
import { type StreamName, streamByNameQueryOptions } from './api/get-stream-by-name.ts';
import { keepPatched } from './keep-patched.ts';
import { ListKeeper } from './list-keeper.ts';
import { isReadAgain, patchStream } from './model/patch-stream.ts';
import { streamReadWait } from './model/read-wait.ts';
import { readAgain } from './read-again.ts';

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

/** What the message says is not all: it has to be read. */
const isNews = (state: QueryState<Stream>, message: ServerMessage, next: Stream | undefined): boolean => {
  // A topic that is refused again and again tells nothing new.
  if (message.type === 'error') return state.status !== 'error';
  // What is being read may be older than the message.
  return message.type === 'stream' && (!next || state.status === 'error' || state.fetchStatus !== 'idle');
};

const takeOne = (queries: QueryClient, queryKey: QueryKey, message: ServerMessage): void => {
  const state = queries.getQueryState<Stream>(queryKey);
  if (!state?.data) return;
  const next = streamAfter(state.data, message);
  if (next) keepPatched(queries, queryKey, state.data, next);
  if (isNews(state, message, next)) void readAgain(queries, queryKey);
};

type StreamQuery<Key extends QueryKey> = UndefinedInitialDataOptions<Stream, Error, Stream, Key>;

const useFollowed = <Key extends QueryKey>(options: StreamQuery<Key>): UseQueryResult<Stream> => {
  const queries = useQueryClient();
  const isConnected = useIsConnected();
  const query = useQuery({
    ...options,
    refetchInterval: ({ state }) => streamReadWait(state, isConnected),
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

/**
 * Keeps all lists of streams current while the component is there. The topic tells changes alone, so that lists are read again
 * as soon as it is followed.
 */
export const useFollowedStreams = (): void => {
  const queries = useQueryClient();
  const [keeper] = useState(() => new ListKeeper(queries));
  useEffect(() => () => keeper.stop(), [keeper]);
  useTopic('streams', (message) => keeper.take(message));
};
