import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context.tsx';
import type { Ingest } from '../../../api/generated/schemas.ts';
import { ingestKey } from './get-ingest.ts';

/** Another key: the next connect needs it, the running session goes on. Nothing keeps it once the page is left. */
export const useRotateKey = (id: string): UseMutationResult<Ingest, Error, void> => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.call<Ingest>('POST', `/api/streams/${id}/key`),
    gcTime: 0,
    onSuccess: (ingest) => {
      const queryKey = ingestKey(id);
      if (queries.getQueryState(queryKey)) queries.setQueryData(queryKey, ingest);
    },
  });
};
