/** Changes a video's words, its tags, and who may see it. */
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiClient } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.tsx';
import type { Video, VideoChange } from '../../api/generated/schemas.ts';
import { videoKeys } from './video-keys.ts';

/** @throws ApiProblem RequestInvalid (by field), NotFound */
export const changeVideo = (api: ApiClient, id: string, change: VideoChange): Promise<Video> =>
  api.call('PATCH', `/api/videos/${encodeURIComponent(id)}`, { body: change });

/** Done when all that shows videos has been read again. */
export const useChangeVideo = (id: string): UseMutationResult<Video, Error, VideoChange> => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: VideoChange) => changeVideo(api, id, change),
    onSuccess: () => queries.invalidateQueries({ queryKey: videoKeys.all }),
  });
};
