import { describe, expect, it } from 'vitest';
import { Backoff, backoffBoundMs } from './backoff.ts';

const bounds = { baseMs: 100, capMs: 1000 };

describe('backoffBoundMs', () => {
  it.each([
    [1, 100],
    [2, 200],
    [4, 800],
    [5, 1000],
    [5000, 1000],
  ])('after %i failures is %i ms', (failures, expected) => {
    expect(backoffBoundMs(bounds, failures)).toBe(expected);
  });
});

describe('Backoff', () => {
  it('waits up to the bound, which grows with every failure', () => {
    const backoff = new Backoff(bounds, () => 0.5);
    expect([backoff.nextMs(), backoff.nextMs(), backoff.nextMs()]).toEqual([50, 100, 200]);
  });

  it('starts again when something worked', () => {
    const backoff = new Backoff(bounds, () => 0.5);
    backoff.nextMs();
    backoff.reset();
    expect(backoff.failures).toBe(0);
    expect(backoff.nextMs()).toBe(50);
  });
});
