/** Where the streamer's encoder streams to, with the key: asked again until the cluster has made it. */
import { queryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ApiClient } from '../../../api/api-client.ts';
import { useApi } from '../../../api/api-context.tsx';
import { isProblem } from '../../../api/api-problem.ts';
import type { Ingest } from '../../../api/generated/schemas.ts';

/** Where the query keeps it. */
export const ingestKey = (id: string) => ['ingest', id] as const;

/** So many answers that it is not ready are usual: half a minute of them. */
const usualFailures = 20;

/** Pure: whether the cluster takes longer than it usually does. */
export const isIngestLate = (failures: number): boolean => failures > usualFailures;

/** Pure: when to ask again, after so many failures. */
export const ingestRenewalMs = (error: unknown, failures: number): number | false => {
  if (!isProblem(error, 'IngestNotReady')) return false;
  return isIngestLate(failures) ? 10_000 : 1500;
};

/** The key is forgotten soon after the page is left. */
export const ingestQuery = (api: ApiClient, id: string) =>
  queryOptions({
    queryKey: ingestKey(id),
    queryFn: ({ signal }) => api.get<Ingest>(`/api/streams/${id}/ingest`, { signal }),
    staleTime: 60_000,
    gcTime: 10_000,
    refetchInterval: ({ state }) => ingestRenewalMs(state.error, state.errorUpdateCount),
  });

/** See the file header. */
export const useIngest = (id: string): UseQueryResult<Ingest> => useQuery(ingestQuery(useApi(), id));
