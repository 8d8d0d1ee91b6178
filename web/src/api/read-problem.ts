/** Reads `application/problem+json` (RFC 9457), and makes something of answers that are none. */
import { ApiProblem } from './api-problem.ts';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const fieldTexts = (value: unknown): Record<string, string> => {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
};

const retryAfter = (response: Response): number | undefined => {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
};

const readBody = async (response: Response): Promise<Readonly<Record<string, unknown>>> => {
  const body: unknown = await response.json().catch(() => undefined);
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
};

/** The problem that an answer with a status of 400 or more tells. */
export const readProblem = async (response: Response): Promise<ApiProblem> => {
  const body = await readBody(response);
  return new ApiProblem({
    status: response.status,
    code: text(body.code) ?? 'AnswerUnreadable',
    detail: text(body.detail) ?? `The server answered ${response.status}: try again in a moment.`,
    fields: fieldTexts(body.fields),
    requestId: text(body.requestId),
    retryAfterSeconds: retryAfter(response),
  });
};
