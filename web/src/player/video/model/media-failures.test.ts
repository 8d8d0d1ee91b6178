import { describe, expect, it } from 'vitest';
import { afterFailure, afterProgress, noFailures, waitMs } from './media-failures.ts';

const failures = (count: number) => ({ count, atSeconds: 30 });

describe('waitMs', () => {
  it.each([
    [1, 0],
    [2, 2_000],
    [3, 6_000],
    [4, undefined],
    [9, undefined],
  ])('waits after failure %d for %s ms', (count, ms) => {
    expect(waitMs(failures(count))).toBe(ms);
  });
});

describe('afterFailure', () => {
  it('counts, and keeps where it was', () => {
    expect(afterFailure(failures(1), 44)).toEqual({ count: 2, atSeconds: 44 });
  });
});

describe('afterProgress', () => {
  it.each([
    [35, failures(2)],
    [35.1, noFailures],
    [3, failures(2)],
  ])('at second %d knows of %o', (seconds, left) => {
    expect(afterProgress(failures(2), seconds)).toEqual(left);
  });
});
