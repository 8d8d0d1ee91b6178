/** How queries are kept and asked again. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/api-problem.ts';
import type { ApiReach } from './reach/api-reach.ts';

const maxTries = 3;
const longestRetryMs = 10_000;

const mayPass = ({ status, retryAfterSeconds }: ApiProblem): boolean =>
  status === 0 || status >= 500 || (status === 429 && retryAfterSeconds !== undefined);

const toldMs = (error: unknown): number => (error instanceof ApiProblem ? (error.retryAfterSeconds ?? 0) * 1000 : 0);

/** Pure: what may be different next time: nobody answered, an error of the server, too much at once; unless the wait is long. */
export const isWorthAnotherTry = (failures: number, error: unknown): boolean => {
  if (failures >= maxTries - 1) return false;
  return error instanceof ApiProblem && mayPass(error) && toldMs(error) <= longestRetryMs;
};

/**
 * A second, then two; longer where the server says so. `random` (0 to 1) adds up to half of it, so that those who were told
 * the same wait do not return in the same moment.
 */
export const retryDelayMs = (failures: number, error: unknown, random = Math.random()): number =>
  Math.max(toldMs(error), 1000 * 2 ** failures) * (1 + random / 2);

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
      queries: {
        staleTime: 10_000,
        retry: isWorthAnotherTry,
        retryDelay: (failures, error) => retryDelayMs(failures, error),
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
};
