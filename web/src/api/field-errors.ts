/** What the api finds wrong with single fields. */
import { ApiProblem } from './api-problem.ts';

const none: Readonly<Record<string, string>> = {};

const beginsWithVerb = /^(?:must|is|are|has|have|needs|may|should|does|cannot)\b/;

/** Pure: of a field that it names the api says "is taken"; beside the field a whole sentence stands. */
const sentence = (text: string): string => {
  const said = text.replace('must NOT', 'must not');
  return beginsWithVerb.test(said) ? `This ${said}` : said.charAt(0).toUpperCase() + said.slice(1);
};

/** By field; empty for what is not about fields, and for no error. */
export const fieldErrors = (error: unknown): Readonly<Record<string, string>> =>
  error instanceof ApiProblem
    ? Object.fromEntries(Object.entries(error.fields).map(([field, text]) => [field, sentence(text)]))
    : none;
