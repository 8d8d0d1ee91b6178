import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context.tsx';
import type { NewStream, Stream } from '../../../api/generated/schemas.ts';
import { streamKeys } from '../../../streams/api/stream-keys.ts';

/** Makes a stream. It takes some seconds more until an encoder may connect. */
export const useCreateStream = (): UseMutationResult<Stream, Error, NewStream> => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (stream: NewStream) => api.call<Stream>('POST', '/api/streams', { body: stream }),
    onSuccess: (stream) => {
      queries.setQueryData(streamKeys.one(stream.id), stream);
      return queries.invalidateQueries({ queryKey: streamKeys.lists });
    },
  });
};
