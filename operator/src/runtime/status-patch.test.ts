import { describe, expect, it } from 'vitest';
import { isSameStatus } from './status-patch.ts';

describe('isSameStatus', () => {
  it.each([
    ['both are absent', undefined, {}],
    [
      'conditions come in another order',
      { conditions: [{ type: 'A' }, { type: 'B' }] },
      { conditions: [{ type: 'B' }, { type: 'A' }] },
    ],
    ['a field is undefined', { podName: undefined, port: 1 }, { port: 1 }],
    ['fields come in another order', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
  ])('is true when %s', (_, a, b) => {
    expect(isSameStatus(a, b)).toBe(true);
  });

  it.each([
    ['a field is new', {}, { port: 1 }],
    ['a field is gone', { port: 1 }, {}],
    [
      'a condition changes',
      { conditions: [{ type: 'A', status: 'True' }] },
      { conditions: [{ type: 'A', status: 'False' }] },
    ],
    ['another list comes in another order', { renditions: ['a', 'b'] }, { renditions: ['b', 'a'] }],
  ])('is false when %s', (_, a, b) => {
    expect(isSameStatus(a, b)).toBe(false);
  });
});
