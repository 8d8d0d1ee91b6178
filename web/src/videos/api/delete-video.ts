/** Deletes a video with its files. */
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiClient } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.tsx';
import { isProblem } from '../../api/api-problem.ts';
import { videoKeys } from './video-keys.ts';

/** One that is gone already is deleted. @throws ApiProblem */
export const deleteVideo = async (api: ApiClient, id: string): Promise<void> => {
  try {
    await api.call('DELETE', `/api/videos/${encodeURIComponent(id)}`);
  } catch (error) {
    if (!isProblem(error, 'NotFound')) throw error;
  }
};

/** Takes the id; done when the lists have been read again. */
export const useDeleteVideo = (): UseMutationResult<void, Error, string> => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => deleteVideo(api, id),
    onSuccess: () => queries.invalidateQueries({ queryKey: videoKeys.lists }),
  });
};
