/** Deletes a recording; the video that it became stays. */
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiClient } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.tsx';
import { recordingsKey } from './list-recordings.ts';

const deleteRecording = (api: ApiClient, id: string): Promise<void> => api.call('DELETE', `/api/recordings/${id}`);

/** Takes the id; is done when the lists have been read again. @throws ApiProblem */
export const useDeleteRecording = (): UseMutationResult<void, Error, string> => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => deleteRecording(api, id),
    onSuccess: () => queries.invalidateQueries({ queryKey: recordingsKey }),
  });
};
