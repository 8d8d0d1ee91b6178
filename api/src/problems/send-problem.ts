import type { FastifyReply } from 'fastify';
import { problemMediaType } from '../schemas/problem-responses.ts';
import type { ApiError } from './api-error.ts';
import { problemCatalogue } from './problem-catalogue.ts';

/** Answers with a problem (RFC 9457). */
export const sendProblem = (reply: FastifyReply, error: ApiError): FastifyReply => {
  const { code, status, message: detail, fields, retryAfterSeconds } = error;
  const { title } = problemCatalogue[code];
  const requestId = reply.request.id;
  if (retryAfterSeconds !== undefined) reply.header('Retry-After', String(Math.ceil(retryAfterSeconds)));
  if (status === 401) reply.header('WWW-Authenticate', 'Bearer');
  const problem = { type: 'about:blank', title, status, detail, code, requestId, ...(fields && { fields }) };
  return reply.code(status).type(problemMediaType).send(JSON.stringify(problem));
};
