/** What failed, in words for people. */
import { ApiProblem } from '../api/api-problem.ts';

const waitText = (seconds: number): string => {
  if (seconds < 90) return `${Math.max(1, Math.ceil(seconds))} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
};

/** Pure: what is wrong and what to do; with the time to wait where the server named one. */
export const problemText = (error: unknown): string => {
  if (!(error instanceof ApiProblem)) return 'Something went wrong here: load the page again.';
  if (error.retryAfterSeconds === undefined) return error.message;
  return `${error.message} Try again in ${waitText(error.retryAfterSeconds)}.`;
};
