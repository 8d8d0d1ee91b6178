import type { LoaderResponse } from 'hls.js';
import { describe, expect, it } from 'vitest';
import { fewTimes, mayPass, untilThere } from './retry-policy.ts';

const status = (code: number): LoaderResponse => ({ url: '', code, text: '' });

describe('mayPass', () => {
  it.each([
    [0, true],
    [429, true],
    [500, true],
    [502, true],
    [503, true],
    [403, false],
    [404, false],
  ])('takes %i as %s', (code, expected) => {
    expect(mayPass(status(code))).toBe(expected);
  });

  it('takes no answer as one that may come', () => {
    expect(mayPass(undefined)).toBe(true);
  });
});

describe('untilThere', () => {
  const triesOfFailures = (isTimeout: boolean, response: LoaderResponse) =>
    [0, 1, 2, 3, 4, 5, 6, 7].map((count) => untilThere.shouldRetry?.(untilThere, count, isTimeout, response, true));

  it('looks for another rung at each fourth failure in a row, and never ends', () => {
    const expected = [true, true, true, false, true, true, true, false];
    expect(triesOfFailures(false, status(503))).toEqual(expected);
    expect(triesOfFailures(true, status(0))).toEqual(expected);
    expect(untilThere.maxNumRetry).toBe(Number.POSITIVE_INFINITY);
  });

  it('looks for another rung at once when this one is refused', () => {
    expect(triesOfFailures(false, status(404))).not.toContain(true);
  });

  it('leaves 100 to 500 ms between two tries', () => {
    expect([untilThere.retryDelayMs, untilThere.maxRetryDelayMs]).toEqual([100, 500]);
  });
});

describe('fewTimes', () => {
  it.each([
    [0, 503, true],
    [7, 503, true],
    [8, 503, false],
    [0, 404, false],
  ])('answers failure %i of %i: %s', (count, code, expected) => {
    expect(fewTimes.shouldRetry?.(fewTimes, count, false, status(code), true)).toBe(expected);
  });
});
