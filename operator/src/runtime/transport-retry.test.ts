import { describe, expect, it } from 'vitest';
import { parseRetryAfter, type RefusedAnswer, retryWaitMs } from './transport-retry.ts';

describe('retryWaitMs', () => {
  it.each<[string, RefusedAnswer, number, number | undefined]>([
    ['POST', { status: 429, retryAfterSeconds: 2 }, 0, 2000],
    ['POST', { status: 429, retryAfterSeconds: undefined }, 0, 1000],
    ['GET', { status: 429, retryAfterSeconds: 0 }, 0, 0],
    ['GET', { status: 429, retryAfterSeconds: 2 }, 10, undefined],
    ['GET', { status: 503, retryAfterSeconds: 3 }, 0, 3000],
    ['PATCH', { status: 503, retryAfterSeconds: 3 }, 0, 3000],
    ['POST', { status: 503, retryAfterSeconds: 3 }, 0, undefined],
    ['GET', { status: 503, retryAfterSeconds: undefined }, 0, undefined],
    ['GET', { status: 200, retryAfterSeconds: 3 }, 0, undefined],
    ['GET', { status: 404, retryAfterSeconds: 3 }, 0, undefined],
  ])('%s answered %o after %i retries: %o', (method, answer, retries, expected) => {
    expect(retryWaitMs(method, answer, retries)).toBe(expected);
  });
});

describe('parseRetryAfter', () => {
  const now = Date.UTC(2026, 0, 1);
  it.each([
    ['5', 5],
    [' 0 ', 0],
    ['Thu, 01 Jan 2026 00:00:07 GMT', 7],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads %o as %o', (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });
});
