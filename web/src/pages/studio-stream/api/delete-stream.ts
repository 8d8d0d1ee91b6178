import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context.tsx';
import { streamKeys } from '../../../streams/api/stream-keys.ts';

/**
 * Deletes a stream; its recordings stay. `onDeleted` is called even when the page has gone over to say that there is no such
 * stream, and what is known of the stream is forgotten once it is done.
 */
export const useDeleteStream = (id: string, onDeleted: () => Promise<void>): UseMutationResult<void, Error, void> => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.call<void>('DELETE', `/api/streams/${id}`),
    onSuccess: async () => {
      void queries.invalidateQueries({ queryKey: streamKeys.lists });
      await onDeleted();
      queries.removeQueries({ queryKey: streamKeys.one(id) });
    },
  });
};
