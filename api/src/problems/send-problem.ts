import type { FastifyReply } from 'fastify';
import { problemMediaType } from '../schemas/problem-responses.ts';
import type { ApiError } from './api-error.ts';
import { problemCatalogue } from './problem-catalogue.ts';

/** The body of an answer, see `problemSchema`. */
export const problemOf = ({ code, status, message: detail, fields }: ApiError, requestId: string) => ({
  ...{ type: 'about:blank', title: problemCatalogue[code].title, status, detail, code, requestId },
  ...(fields && { fields }),
});

/** Answers with a problem (RFC 9457). */
export const sendProblem = (reply: FastifyReply, error: ApiError): FastifyReply => {
  const { status, retryAfterSeconds } = error;
  if (retryAfterSeconds !== undefined) reply.header('Retry-After', String(Math.ceil(retryAfterSeconds)));
  if (status === 401) reply.header('WWW-Authenticate', 'Bearer');
  return reply
    .code(status)
    .type(problemMediaType)
    .send(JSON.stringify(problemOf(error, reply.request.id)));
};
