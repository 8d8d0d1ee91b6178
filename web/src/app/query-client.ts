/** How queries are kept and asked again. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/api-problem.ts';
import type { ApiReach } from './reach/api-reach.ts';

const maxTries = 3;
const longestRetryMs = 10_000;

/** Pure: what may be different next time: nobody answered, or an error of the server that names no longer wait. */
export const isWorthAnotherTry = (failures: number, error: unknown): boolean => {
  if (failures >= maxTries - 1) return false;
  return (
    error instanceof ApiProblem &&
    (error.status === 0 || error.status >= 500) &&
    retryDelayMs(failures, error) <= longestRetryMs
  );
};

/** Pure: a second, then two; longer where the server says so. */
export const retryDelayMs = (failures: number, error: unknown): number => {
  const toldMs = error instanceof ApiProblem ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
  return Math.max(toldMs, 1000 * 2 ** failures);
};

/** A page's own client. Lists are fresh for some seconds, so that going back shows them at once. */
export const createQueryClient = (reach?: ApiReach): QueryClient => {
  const outcomes = {
    onSuccess: () => reach?.hear(),
    onError: (error: unknown) => reach?.hearFailure(error),
  };
  return new QueryClient({
    queryCache: new QueryCache(outcomes),
    mutationCache: new MutationCache(outcomes),
    defaultOptions: {
      // "Online" is the system's guess: a call that fails says it better.
      queries: { staleTime: 10_000, retry: isWorthAnotherTry, retryDelay: retryDelayMs, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
};
