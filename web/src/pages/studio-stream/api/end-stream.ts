import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context.tsx';
import type { Stream } from '../../../api/generated/schemas.ts';
import { streamKeys } from '../../../streams/api/stream-keys.ts';

/** Ends the session: encoders are refused until the stream is opened again. */
export const useEndStream = (id: string): UseMutationResult<Stream, Error, void> => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.call<Stream>('POST', `/api/streams/${id}/end`),
    onSuccess: (stream) => {
      queries.setQueryData(streamKeys.one(id), stream);
      void queries.invalidateQueries({ queryKey: streamKeys.lists });
    },
  });
};
