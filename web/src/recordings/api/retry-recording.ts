/** Has a recording that failed tried again. */
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiClient } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.tsx';
import type { Recording } from '../../api/generated/schemas.ts';
import { askedKey, recordingsKey } from './list-recordings.ts';

const retryRecording = (api: ApiClient, id: string): Promise<Recording> =>
  api.call('POST', `/api/recordings/${id}/retry`);

/** Takes the id. The lists are read again either way: one that is refused may be on its way already. @throws ApiProblem */
export const useRetryRecording = (): UseMutationResult<Recording, Error, string> => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationKey: askedKey,
    mutationFn: (id: string) => retryRecording(api, id),
    onSettled: () => queries.invalidateQueries({ queryKey: recordingsKey }),
  });
};
