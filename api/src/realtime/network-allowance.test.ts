import { describe, expect, it } from 'vitest';
import { NetworkAllowance } from './network-allowance.ts';

describe('NetworkAllowance', () => {
  it('lets so many viewers of a network in, those again and again', () => {
    const allowance = new NetworkAllowance(2, 30_000);
    const admitted = ['a', 'b', 'c', 'a', 'b', 'c'].map((viewer) => allowance.admit('net', viewer, 0));
    expect(admitted).toEqual([true, true, false, true, true, false]);
    expect(allowance.admit('other', 'c', 0)).toBe(true);
  });

  it('has room again when somebody was not seen for long', () => {
    const allowance = new NetworkAllowance(2, 30_000);
    allowance.admit('net', 'a', 0);
    allowance.admit('net', 'b', 20_000);
    expect(allowance.admit('net', 'c', 29_999)).toBe(false);
    expect(allowance.admit('net', 'c', 30_000)).toBe(true);
    expect(allowance.admit('net', 'a', 30_000)).toBe(false);
  });

  it('forgets networks that nobody watches from', () => {
    const allowance = new NetworkAllowance(1, 30_000);
    allowance.admit('net', 'a', 0);
    allowance.sweep(30_000);
    expect(allowance.admit('net', 'b', 0)).toBe(true);
  });
});
