/** How queries are kept and asked again. */
import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/api-problem.ts';

const maxTries = 3;

/** Pure: what may be different next time: nobody answered, too much to do, an error of the server. */
export const isWorthAnotherTry = (failures: number, error: unknown): boolean => {
  if (failures >= maxTries - 1) return false;
  return error instanceof ApiProblem && (error.status === 0 || error.status >= 500);
};

/** A page's own client. Lists are fresh for some seconds, so that going back shows them at once. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 10_000, retry: isWorthAnotherTry },
      mutations: { retry: false },
    },
  });
