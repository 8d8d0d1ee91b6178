/** One's own recordings, the newest first, read again as soon as they may have changed. */
import { type InfiniteData, type QueryClient, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApiClient } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.tsx';
import type { Recording } from '../../api/generated/schemas.ts';
import type { ListPage } from '../../api/list-page.ts';
import { type ListQuery, listQueryOptions } from '../../api/list-query.ts';
import { renewalMs } from '../model/recording-rest.ts';

/** Every query of recordings begins with this: what changes one invalidates all. */
export const recordingsKey = ['recordings'] as const;

/** Of the mutations that ask for a recording: a clip, or another try. */
export const askedKey = [...recordingsKey, 'ask'] as const;

/** What was asked for shows some seconds later: until then a failed recording is none at rest. */
const askedMs = 15_000;

const wasJustAsked = (queries: QueryClient): boolean =>
  queries
    .getMutationCache()
    .findAll({ mutationKey: askedKey })
    .some(({ state }) => state.status !== 'error' && Date.now() - state.submittedAt < askedMs);

const recordingsIn = (data: InfiniteData<ListPage<Recording>> | undefined): readonly Recording[] =>
  data?.pages.flatMap((page) => page.items) ?? [];

const streamRecordingsOptions = (api: ApiClient, streamId: string) =>
  listQueryOptions<Recording>(api, '/api/recordings', { streamId }, [...recordingsKey, { streamId }]);

/**
 * Of one stream. The pages that are shown are read one after another: the more there are, the longer the wait, so that as much is
 * read in a time as of one.
 */
export const useStreamRecordings = (streamId: string): ListQuery<Recording> => {
  const queries = useQueryClient();
  return useInfiniteQuery({
    ...streamRecordingsOptions(useApi(), streamId),
    refetchInterval: ({ state: { data } }) =>
      renewalMs(recordingsIn(data), wasJustAsked(queries)) * (data?.pages.length ?? 1),
  });
};

/** As many of the newest as may be in the making at once. */
const newest = 50;

const getNewestRecordings = (api: ApiClient, signal: AbortSignal): Promise<ListPage<Recording>> =>
  api.get('/api/recordings', { query: { owner: 'me', limit: newest }, signal });

export interface NewestRecordings {
  /** Undefined until they are read. */
  readonly recordings: readonly Recording[] | undefined;
  /** They were read once, or could not be. */
  readonly isFetched: boolean;
}

/** The newest ones of all one's streams. */
export const useNewestRecordings = (): NewestRecordings => {
  const api = useApi();
  const queries = useQueryClient();
  const { data, isFetched } = useQuery({
    queryKey: [...recordingsKey, 'newest'],
    queryFn: ({ signal }) => getNewestRecordings(api, signal),
    refetchInterval: ({ state }) => renewalMs(state.data?.items ?? [], wasJustAsked(queries)),
  });
  return { recordings: data?.items, isFetched };
};
