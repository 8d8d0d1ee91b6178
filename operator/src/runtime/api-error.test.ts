import { describe, expect, it } from 'vitest';
import {
  type ApiError,
  isAlreadyExists,
  isConflict,
  isExpired,
  isForbidden,
  isInvalid,
  isNotFound,
  isTooManyRequests,
  parseApiError,
} from './api-error.ts';

const attempt = 'create Service live/a-srt';

const invalid = {
  kind: 'Status',
  message: 'Service "a-srt" is invalid',
  reason: 'Invalid',
  code: 422,
  details: { causes: [{ reason: 'FieldValueInvalid', message: 'taken', field: 'spec.ports[0].nodePort' }] },
};

const refusal = (status: number, reason: string): ApiError =>
  parseApiError({ attempt, status, body: { kind: 'Status', reason, code: status } });

describe('parseApiError', () => {
  it('reads a Status', () => {
    const error = parseApiError({ attempt, status: 422, body: invalid });
    expect(error.message).toBe('Could not create Service live/a-srt: Service "a-srt" is invalid (422 Invalid)');
    expect(error.causes).toEqual(invalid.details.causes);
  });

  it('believes the Status of an ERROR event, not the answer that carried it', () => {
    expect(parseApiError({ attempt, status: 200, body: { kind: 'Status', code: 410 } }).status).toBe(410);
  });

  it.each([
    ['the header', 3, { kind: 'Status', details: { retryAfterSeconds: 5 } }, 3],
    ['the Status', undefined, { kind: 'Status', details: { retryAfterSeconds: 5 } }, 5],
    ['neither', undefined, { kind: 'Status' }, undefined],
  ])('takes the time to wait from %s', (_, retryAfterSeconds, body, expected) => {
    expect(parseApiError({ attempt, status: 429, retryAfterSeconds, body }).retryAfterSeconds).toBe(expected);
  });

  it.each([
    ['<html>Bad Gateway</html>', 'Could not create Service live/a-srt: <html>Bad Gateway</html> (502)'],
    ['', 'Could not create Service live/a-srt: no explanation (502)'],
    [{ error: 1 }, 'Could not create Service live/a-srt: no explanation (502)'],
  ])('quotes what is no Status: %o', (body, message) => {
    expect(parseApiError({ attempt, status: 502, body }).message).toBe(message);
  });
});

describe('the predicates', () => {
  it.each([
    [isNotFound, refusal(404, 'NotFound')],
    [isForbidden, refusal(403, 'Forbidden')],
    [isInvalid, refusal(422, 'Invalid')],
    [isTooManyRequests, refusal(429, 'TooManyRequests')],
    [isExpired, refusal(410, 'Expired')],
    [isExpired, refusal(410, 'Gone')],
    [isAlreadyExists, refusal(409, 'AlreadyExists')],
    [isConflict, refusal(409, 'Conflict')],
  ])('%o knows its own', (predicate, error) => {
    expect(predicate(error)).toBe(true);
    expect(predicate(refusal(500, 'InternalError'))).toBe(false);
    expect(predicate(new Error('other'))).toBe(false);
  });

  it('tells the two kinds of 409 apart', () => {
    expect(isConflict(refusal(409, 'AlreadyExists'))).toBe(false);
    expect(isAlreadyExists(refusal(409, 'Conflict'))).toBe(false);
  });
});
