/** Likes a video, or takes that back. */
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiClient } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.tsx';
import type { VideoLike } from '../../api/generated/schemas.ts';
import { videoQueryOptions } from './get-video.ts';

/** @throws ApiProblem NotLoggedIn, NotFound */
export const likeVideo = (api: ApiClient, id: string, isLiked: boolean): Promise<VideoLike> =>
  api.call(isLiked ? 'PUT' : 'DELETE', `/api/videos/${encodeURIComponent(id)}/like`);

/** Takes whether the video is to be liked. The video that is shown gets what the api then says. */
export const useLikeVideo = (id: string): UseMutationResult<VideoLike, Error, boolean> => {
  const api = useApi();
  const queries = useQueryClient();
  const { queryKey } = videoQueryOptions(api, id);
  return useMutation({
    mutationFn: (isLiked: boolean) => likeVideo(api, id, isLiked),
    onMutate: () => queries.cancelQueries({ queryKey }),
    onSuccess: (like) => queries.setQueryData(queryKey, (video) => video && { ...video, ...like }),
  });
};
