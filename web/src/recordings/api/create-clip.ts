/** A part of a session becomes a recording of its own, and then a video. */
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiClient } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.tsx';
import type { NewClip, Recording } from '../../api/generated/schemas.ts';
import { askedKey, recordingsKey } from './list-recordings.ts';

const createClip = (api: ApiClient, clip: NewClip): Promise<Recording> =>
  api.call('POST', '/api/recordings', { body: clip });

/** @throws ApiProblem RequestInvalid (by field), ClipLimitReached, ManagedElsewhere and others */
export const useCreateClip = (): UseMutationResult<Recording, Error, NewClip> => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationKey: askedKey,
    mutationFn: (clip: NewClip) => createClip(api, clip),
    onSuccess: () => void queries.invalidateQueries({ queryKey: recordingsKey }),
  });
};
