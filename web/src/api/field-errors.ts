/** What the api finds wrong with single fields. */
import { ApiProblem } from './api-problem.ts';

const none: Readonly<Record<string, string>> = {};

/** By field; empty for what is not about fields, and for no error. */
export const fieldErrors = (error: unknown): Readonly<Record<string, string>> =>
  error instanceof ApiProblem ? error.fields : none;
