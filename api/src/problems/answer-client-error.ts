/** Answers what is no HTTP request, and so reaches no route: with a problem all the same, written to the socket. */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { requestIdOf } from '../plugins/request-ids.ts';
import { problemMediaType } from '../schemas/problem-responses.ts';
import { ApiError } from './api-error.ts';
import { problemOf } from './send-problem.ts';

const late = new ApiError('RequestTooSlow', 'Could not wait for the rest of the request: send it again');
const long = new ApiError('HeadersTooLarge', 'Could not take so many bytes of headers: send fewer, or fewer cookies');
const malformed = new ApiError('RequestInvalid', 'Could not read the request: it is not HTTP/1.1 as RFC 9112 has it');

const faults: Readonly<Record<string, ApiError>> = { ERR_HTTP_REQUEST_TIMEOUT: late, HPE_HEADER_OVERFLOW: long };

/** The whole answer, as it goes over the line. */
const answerFor = (fault: ApiError): string => {
  const body = JSON.stringify(problemOf(fault, requestIdOf({ headers: {} })));
  const head = [
    `HTTP/1.1 ${fault.status} ${STATUS_CODES[fault.status]}`,
    `Content-Type: ${problemMediaType}; charset=utf-8`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...['Cache-Control: no-store', 'Connection: close'],
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
};

/** For Fastify's `clientErrorHandler`: the connection ends. */
export const answerClientError = (error: Error & { readonly code: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) socket.write(answerFor(faults[error.code] ?? malformed));
  socket.destroy(error);
};
