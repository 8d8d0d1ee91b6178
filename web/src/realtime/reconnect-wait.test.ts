import { describe, expect, it } from 'vitest';
import { reconnectWaitMs } from './reconnect-wait.ts';

describe('reconnectWaitMs', () => {
  it.each([
    [1, 0, 2_000],
    [1, 1, 1_000],
    [2, 0, 4_000],
    [2, 0.5, 3_000],
    [5, 1, 15_000],
    [5, 0, 30_000],
    [1_000_000, 0, 30_000],
  ])('after %i failures with the chance %f is %i ms', (failures, random, waitMs) => {
    expect(reconnectWaitMs(failures, random)).toBe(waitMs);
  });
});
