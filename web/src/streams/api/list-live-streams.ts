/** Public streams whose session runs; administrators see the private ones too. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ApiClient } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.tsx';
import type { StreamSummary } from '../../api/generated/schemas.ts';
import { type ListQuery, listQueryOptions } from '../../api/list-query.ts';
import { useIsConnected } from '../../realtime/realtime-context.tsx';
import { renewalWait } from '../model/read-wait.ts';
import { streamKeys } from './stream-keys.ts';

const query = { live: true, limit: 24 } as const;

/** How often the list is read while nothing tells of changes. */
const pollMs = 10_000;

/** Pictures of private streams have signed addresses that hold for 150 s at least. */
const renewalMs = 120_000;

export const liveStreamsQueryOptions = (api: ApiClient) =>
  listQueryOptions<StreamSummary>(api, '/api/streams', query, streamKeys.list(query));

/** Reads the list again every ten seconds where the WebSocket is away; the page follows the topic `streams` itself. */
export const useLiveStreams = (): ListQuery<StreamSummary> => {
  const isConnected = useIsConnected();
  return useInfiniteQuery({
    ...liveStreamsQueryOptions(useApi()),
    refetchInterval: ({ state }) => renewalWait(state, isConnected ? renewalMs : pollMs, Date.now()),
  });
};
