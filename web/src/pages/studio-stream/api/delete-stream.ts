import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context.tsx';
import { streamKeys } from '../../../streams/api/stream-keys.ts';

/** Deletes a stream; its recordings stay. */
export const useDeleteStream = (id: string): UseMutationResult<void, Error, void> => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.call<void>('DELETE', `/api/streams/${id}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: streamKeys.lists }),
  });
};
