import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context.tsx';
import type { Ingest } from '../../../api/generated/schemas.ts';
import { ingestKey } from './get-ingest.ts';

/** Another key: the next connect needs it, the running session goes on. */
export const useRotateKey = (id: string): UseMutationResult<Ingest, Error, void> => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.call<Ingest>('POST', `/api/streams/${id}/key`),
    onSuccess: (ingest) => queries.setQueryData(ingestKey(id), ingest),
  });
};
