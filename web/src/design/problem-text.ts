/** What failed, in words for people. */
import { ApiProblem } from '../api/api-problem.ts';

const waitText = (seconds: number): string => {
  if (seconds <= 1) return 'a second';
  return seconds < 90 ? `${Math.ceil(seconds)} seconds` : `${Math.ceil(seconds / 60)} minutes`;
};

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** Pure: what is wrong and what to do; with the time to wait where the server named one. */
export const problemText = (error: unknown): string => {
  if (!(error instanceof ApiProblem)) return 'Something went wrong here: load the page again.';
  const said = sentence(error.message);
  return error.retryAfterSeconds === undefined ? said : `${said} Try again in ${waitText(error.retryAfterSeconds)}.`;
};
