import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../api/api-problem.ts';
import { problemText } from './problem-text.ts';

const problem = (retryAfterSeconds?: number): ApiProblem =>
  new ApiProblem({
    status: 429,
    code: 'TooManyRequests',
    detail: 'Could not log in: too many tries',
    retryAfterSeconds,
  });

describe('problemText', () => {
  it.each([
    [problem(), 'Could not log in: too many tries.'],
    [problem(0), 'Could not log in: too many tries. Try again in a second.'],
    [problem(8), 'Could not log in: too many tries. Try again in 8 seconds.'],
    [problem(130), 'Could not log in: too many tries. Try again in 3 minutes.'],
    [new TypeError('undefined is not a function'), 'Something went wrong here: load the page again.'],
  ])('%s is told as %j', (error, text) => {
    expect(problemText(error)).toBe(text);
  });
});
