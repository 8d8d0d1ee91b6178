import { describe, expect, it } from 'vitest';
import { LineLimit } from './line-limit.ts';

describe('LineLimit', () => {
  it('lets twenty lines through in ten seconds', () => {
    const limit = new LineLimit();
    const outcomes = Array.from({ length: 30 }, (_, index) => limit.admit(index));
    expect(outcomes.slice(0, 19)).toEqual(Array.from({ length: 19 }, () => 'log'));
    expect(outcomes.slice(19, 22)).toEqual(['last', 'drop', 'drop']);
    expect(limit.admit(9_999)).toBe('drop');
    expect(limit.admit(10_000)).toBe('log');
  });
});
