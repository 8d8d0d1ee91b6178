import { describe, expect, it } from 'vitest';
import { lifeWithin } from './timing.ts';

describe('lifeWithin', () => {
  it('ends with the outer life', () => {
    const outer = new AbortController();
    const { signal } = lifeWithin(outer.signal);
    expect(signal.aborted).toBe(false);
    outer.abort();
    expect(signal.aborted).toBe(true);
  });

  it('ends before it without ending it', () => {
    const outer = new AbortController();
    const life = lifeWithin(outer.signal);
    life.abort();
    expect([life.signal.aborted, outer.signal.aborted]).toEqual([true, false]);
  });

  it('has ended where the outer one has', () => {
    expect(lifeWithin(AbortSignal.abort()).signal.aborted).toBe(true);
  });
});
