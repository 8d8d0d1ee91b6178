/** What the api finds wrong with single fields. */
import { ApiProblem } from './api-problem.ts';

const none: Readonly<Record<string, string>> = {};

/** Pure: the api says "is taken", of a field that it names; beside the field a whole sentence stands. */
const sentence = (text: string): string =>
  /^[a-z]/.test(text) ? `This ${text.replace('must NOT', 'must not')}` : text;

/** By field; empty for what is not about fields, and for no error. */
export const fieldErrors = (error: unknown): Readonly<Record<string, string>> =>
  error instanceof ApiProblem
    ? Object.fromEntries(Object.entries(error.fields).map(([field, text]) => [field, sentence(text)]))
    : none;
