import { describe, expect, it } from 'vitest';
import { renewalDelayMs, retryDelayMs } from './renewal.ts';

describe('renewalDelayMs', () => {
  it.each([
    [150, 150_000],
    [0, 1_000],
  ])('waits after a grant to be renewed after %d s for %d ms', (seconds, ms) => {
    expect(renewalDelayMs(seconds)).toBe(ms);
  });
});

describe('retryDelayMs', () => {
  it.each([
    [1, undefined, 2_000],
    [2, undefined, 4_000],
    [4, undefined, 16_000],
    [5, undefined, 30_000],
    [500, undefined, 30_000],
    [1, 10, 10_000],
    [5, 10, 30_000],
  ])('waits after failure %d, told to wait %s s, for %d ms', (failures, retryAfter, ms) => {
    expect(retryDelayMs(failures, retryAfter)).toBe(ms);
  });
});
