import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context.tsx';
import { isProblem } from '../../../api/api-problem.ts';
import type { Stream, StreamChange } from '../../../api/generated/schemas.ts';
import { streamKeys } from '../../../streams/api/stream-keys.ts';

/** Changes a stream: what is shown is what the api answers. When others changed it meanwhile it is read anew before that is said. */
export const useChangeStream = (id: string): UseMutationResult<Stream, Error, StreamChange> => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: StreamChange) => api.call<Stream>('PATCH', `/api/streams/${id}`, { body: change }),
    onSuccess: (stream) => {
      queries.setQueryData(streamKeys.one(id), stream);
      void queries.invalidateQueries({ queryKey: streamKeys.lists });
    },
    onError: async (error) => {
      if (isProblem(error, 'Conflict')) await queries.refetchQueries({ queryKey: streamKeys.one(id) });
    },
  });
};
