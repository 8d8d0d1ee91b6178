/** What Fastify finds wrong with a request before any handler sees it, as problems that name what to change. */
import type { FastifyError } from 'fastify';
import type { FastifySchemaValidationError } from 'fastify/types/schema.js';
import { ApiError } from './api-error.ts';
import type { ProblemCode } from './problem-catalogue.ts';

interface Translation {
  readonly code: ProblemCode;
  readonly detail: string;
}

const retryAfterSeconds = 2;

const translations: Readonly<Record<string, Translation>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'BodyTooLarge', detail: 'Could not take the body: send a smaller one' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'MediaTypeUnsupported',
    detail: 'Could not read the body: send it as Content-Type: application/json',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: 'RequestInvalid',
    detail: 'Could not read the body: it is not as long as Content-Length says',
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: {
    code: 'RequestInvalid',
    detail: 'Could not read the body: it is empty; send JSON, or no Content-Type',
  },
  FST_ERR_CTP_INVALID_JSON_BODY: { code: 'RequestInvalid', detail: 'Could not read the body: it is not JSON' },
  FST_ERR_BAD_URL: { code: 'RequestInvalid', detail: 'Could not read the path: its percent encoding is not valid' },
  FST_ERR_MAX_PARAM_LENGTH: { code: 'RequestInvalid', detail: 'Could not read the path: a part of it is too long' },
  FST_ERR_HANDLER_TIMEOUT: { code: 'Busy', detail: 'Could not finish the request in time: try again in a moment' },
};

const isFastifyError = (error: Error): error is FastifyError => 'code' in error && typeof error.code === 'string';

/** Keywords whose fault is of a field that the path does not name. */
const fieldNamedBy: Readonly<Record<string, string>> = {
  required: 'missingProperty',
  additionalProperties: 'additionalProperty',
};

const fieldOf = ({ instancePath, keyword, params }: FastifySchemaValidationError): string => {
  const named = params[fieldNamedBy[keyword] ?? ''];
  const path = instancePath.split('/').slice(1);
  return [...path, ...(typeof named === 'string' ? [named] : [])].join('.');
};

const wordsFor: Readonly<Record<string, string>> = {
  required: 'is missing',
  additionalProperties: 'is not known here',
  pattern: 'has characters that are not allowed, or none that are needed',
};

const wordsOf = ({ keyword, message }: FastifySchemaValidationError): string =>
  wordsFor[keyword] ?? message ?? 'is not valid';

const invalidRequest = (faults: readonly FastifySchemaValidationError[], part: string): ApiError => {
  const named = faults.map((fault) => [fieldOf(fault) || part, wordsOf(fault)] as const);
  const [[field, words] = [part, 'is not valid']] = named;
  return new ApiError('RequestInvalid', `Could not take the ${part}: ${field} ${words}`, {
    fields: Object.fromEntries(named.toReversed()),
  });
};

const partNames: Readonly<Record<string, string>> = { querystring: 'query', params: 'path', headers: 'headers' };

/** Node's own error for a body whose sender hung up: nobody hears the answer, and nothing here is at fault. */
const isHungUp = (error: Error): boolean =>
  error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET';

/** The problem that an error of Fastify's or of the caller's connection is; undefined for any other error. */
export const requestFault = (error: Error): ApiError | undefined => {
  if (isHungUp(error)) {
    return new ApiError('RequestInvalid', 'Could not read the body: the connection ended within it', { cause: error });
  }
  if ('validation' in error && Array.isArray(error.validation)) {
    const { validation, validationContext = 'body' } = error as FastifyError;
    return invalidRequest(validation ?? [], partNames[validationContext] ?? validationContext);
  }
  const translation = isFastifyError(error) ? translations[error.code] : undefined;
  if (!translation) return undefined;
  const { code, detail } = translation;
  return new ApiError(code, detail, code === 'Busy' ? { cause: error, retryAfterSeconds } : { cause: error });
};
