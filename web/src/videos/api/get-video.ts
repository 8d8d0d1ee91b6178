/** One video, as the caller may see it. */
import { queryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ApiClient } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.tsx';
import { ApiProblem } from '../../api/api-problem.ts';
import type { Video } from '../../api/generated/schemas.ts';
import { videoKeys } from './video-keys.ts';

/** @throws ApiProblem NotFound, also for what is another's and private */
export const getVideo = (api: ApiClient, id: string, signal?: AbortSignal): Promise<Video> =>
  api.get(`/api/videos/${encodeURIComponent(id)}`, { signal });

/** A list that led to a video which is gone, or is private now, is read again. */
export const videoQueryOptions = (api: ApiClient, id: string) =>
  queryOptions({
    queryKey: [...videoKeys.all, 'one', id],
    queryFn: ({ signal, client }) =>
      getVideo(api, id, signal).catch((error: unknown) => {
        if (isNoVideo(error)) void client.invalidateQueries({ queryKey: videoKeys.lists });
        throw error;
      }),
  });

export const useVideo = (id: string): UseQueryResult<Video> => useQuery(videoQueryOptions(useApi(), id));

/** Whether there is no such video for the caller. What is no id at all is refused as a malformed request. */
export const isNoVideo = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.status === 404 || error.code === 'RequestInvalid');
