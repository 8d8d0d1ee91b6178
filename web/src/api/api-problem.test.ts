import { describe, expect, it } from 'vitest';
import { ApiProblem, isRefusal } from './api-problem.ts';

describe('isRefusal', () => {
  it.each([
    [0, false],
    [400, true],
    [404, true],
    [429, false],
    [500, false],
  ])('of a problem with status %i is %s', (status, is) => {
    expect(isRefusal(new ApiProblem({ status, code: 'Any', detail: 'Any' }))).toBe(is);
  });

  it('is false for what is no problem of the api', () => {
    expect(isRefusal(new TypeError('Failed to fetch'))).toBe(false);
  });
});
