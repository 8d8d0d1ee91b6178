import { describe, expect, it } from 'vitest';
import { ApiError } from './api-error.ts';
import { outcomeOfError, outcomeOfResult } from './controller-outcome.ts';
import { StalledError, WaitingError } from './reconcile-error.ts';

const apiError = (status: number, reason: string, retryAfterSeconds?: number): ApiError =>
  new ApiError({ attempt: 'apply Pod live/main', status, reason, serverMessage: 'no', retryAfterSeconds });

const replaced = new ApiError({
  attempt: 'apply Pod live/main',
  status: 422,
  reason: 'Invalid',
  serverMessage: 'no',
  causes: [{ field: 'metadata.uid' }],
});

describe('outcomeOfResult', () => {
  it('asks for nothing more when the pass is done', () => {
    expect(outcomeOfResult(undefined)).toEqual({ label: 'success', next: 'none' });
  });

  it('asks for another pass when the result says so', () => {
    expect(outcomeOfResult({ requeueAfterMs: 250 })).toEqual({ label: 'requeue_after', next: 'after', afterMs: 250 });
  });
});

describe('outcomeOfError', () => {
  it.each([
    ['a person must act', new StalledError('SecretNotFound', 'make it'), { label: 'error', next: 'none' }],
    [
      'something is awaited',
      new WaitingError('PodStarting', 'soon', 700),
      { label: 'requeue_after', next: 'after', afterMs: 700 },
    ],
    ['another writer was first', apiError(409, 'Conflict'), { label: 'requeue', next: 'conflict' }],
    ['a namesake took its place', replaced, { label: 'requeue', next: 'conflict' }],
    ['the name is taken', apiError(409, 'AlreadyExists'), { label: 'error', next: 'backoff' }],
    ['the server names a time', apiError(429, 'TooManyRequests', 3), { label: 'error', next: 'after', afterMs: 3_000 }],
    ['the server fails', apiError(500, 'InternalError'), { label: 'error', next: 'backoff' }],
    ['the code is wrong', new TypeError('x is not a function'), { label: 'error', next: 'backoff' }],
    ['something is thrown that is no error', 'oops', { label: 'error', next: 'backoff' }],
  ])('decides on the next pass when %s', (_, error, expected) => {
    expect(outcomeOfError(error)).toMatchObject(expected);
  });
});
