/** Leave to watch a private stream: a cookie that the api sets for the stream's files, and which ends after minutes. */
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../api/api-context.tsx';
import { isRefusal } from '../api/api-problem.ts';
import type { StreamGrant } from '../api/generated/schemas.ts';

export interface GrantState {
  /** Another one with each grant, which opens what was refused before; 0 before the first. */
  readonly count: number;
}

const againMs = 5_000;

/** Pure: when to ask for the next one. */
export const nextGrantMs = (grant: StreamGrant | undefined, error: unknown): number | false => {
  if (isRefusal(error)) return false;
  return grant && !error ? grant.renewAfterSeconds * 1000 : againMs;
};

/** Asks for grants of the stream, each before the one in hand ends, until the component goes; of undefined for none. */
export const useStreamGrant = (streamId: string | undefined): GrantState => {
  const api = useApi();
  const query = useQuery({
    queryKey: ['stream-grants', streamId],
    queryFn: ({ signal }) =>
      api.call<StreamGrant>('POST', `/api/streams/${encodeURIComponent(streamId ?? '')}/grant`, { signal }),
    enabled: streamId !== undefined,
    retry: false,
    staleTime: 0,
    gcTime: 0,
    refetchInterval: ({ state }) => nextGrantMs(state.data, state.error),
    // Sound goes on in a tab that nobody sees.
    refetchIntervalInBackground: true,
  });
  return { count: query.dataUpdatedAt };
};
