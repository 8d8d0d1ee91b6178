import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context.tsx';
import type { Stream } from '../../../api/generated/schemas.ts';
import { streamQueryOptions } from '../../../streams/api/get-stream.ts';

const againMs = 7000;

/** A stream with its conditions, which no message of its topic tells: read every few seconds. */
export const useRereadStream = (id: string): UseQueryResult<Stream> =>
  useQuery({ ...streamQueryOptions(useApi(), id), refetchInterval: againMs });
