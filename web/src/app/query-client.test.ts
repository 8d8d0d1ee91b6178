import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../api/api-problem.ts';
import { createQueryClient, isWorthAnotherTry, retryDelayMs } from './query-client.ts';
import { createApiReach } from './reach/api-reach.ts';

const problem = (status: number, code = 'Some', retryAfterSeconds?: number): ApiProblem =>
  new ApiProblem({ status, code, detail: 'It failed', retryAfterSeconds });

describe('isWorthAnotherTry', () => {
  it.each([
    [0, problem(0, 'Unreachable'), true],
    [1, problem(503, 'DatabaseUnavailable'), true],
    [1, problem(503, 'Busy', 8), true],
    [2, problem(503, 'DatabaseUnavailable'), false],
    [0, problem(503, 'Busy', 60), false],
    [0, problem(429, 'TooManyRequests', 1), true],
    [0, problem(429, 'TooManyRequests', 60), false],
    [0, problem(429, 'TooManyRequests'), false],
    [0, problem(404, 'NotFound'), false],
    [0, problem(401, 'NotLoggedIn'), false],
    [0, new TypeError('a mistake of this side'), false],
  ])('after %i failures, of %s: %s', (failures, error, isWorth) => {
    expect(isWorthAnotherTry(failures, error)).toBe(isWorth);
  });
});

describe('retryDelayMs', () => {
  it.each([
    [0, problem(500), 0, 1000],
    [1, problem(500), 0, 2000],
    [0, problem(503, 'Busy', 5), 0, 5000],
    [0, problem(429, 'TooManyRequests', 5), 1, 7500],
    [2, problem(503, 'Busy', 1), 0.5, 5000],
  ])('after %i failures, of %s, by the chance %f: %i ms', (failures, error, random, delay) => {
    expect(retryDelayMs(failures, error, random)).toBe(delay);
  });
});

describe('createQueryClient', () => {
  it('tells whether the api is within reach', async () => {
    const reach = createApiReach();
    const queries = createQueryClient(reach);
    const ask = (answer: () => Promise<unknown>): Promise<unknown> =>
      queries.fetchQuery({ queryKey: ['a'], queryFn: answer, retry: false, staleTime: 0 }).catch(() => undefined);
    const heard: boolean[] = [];
    for (const answer of [
      () => Promise.reject(problem(0, 'Unreachable')),
      () => Promise.reject(problem(404, 'NotFound')),
      () => Promise.reject(problem(503, 'ApiUnavailable')),
      () => Promise.resolve('here'),
    ]) {
      await ask(answer);
      heard.push(reach.getSnapshot().isReachable);
    }
    expect(heard).toEqual([false, true, false, true]);
  });
});
