/** Public videos that are like another, the likest first. */
import { queryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ApiClient } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.tsx';
import type { VideoSummary } from '../../api/generated/schemas.ts';
import { videoKeys } from './video-keys.ts';

const mostVideos = 12;

interface RelatedVideos {
  readonly items: readonly VideoSummary[];
}

/** @throws ApiProblem NotFound */
export const getRelatedVideos = async (
  api: ApiClient,
  id: string,
  signal?: AbortSignal,
): Promise<readonly VideoSummary[]> => {
  const path = `/api/videos/${encodeURIComponent(id)}/related` as const;
  const { items } = await api.get<RelatedVideos>(path, { query: { limit: mostVideos }, signal });
  return items;
};

export const relatedVideosQueryOptions = (api: ApiClient, id: string) =>
  queryOptions({
    queryKey: videoKeys.related(id),
    queryFn: ({ signal }) => getRelatedVideos(api, id, signal),
  });

export const useRelatedVideos = (id: string): UseQueryResult<readonly VideoSummary[]> =>
  useQuery({ ...relatedVideosQueryOptions(useApi(), id), refetchOnWindowFocus: false });
