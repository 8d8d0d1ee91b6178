import { describe, expect, it } from 'vitest';
import { FaultLatch } from './fault-latch.ts';

/** One letter a second: `x` there is a fault, `.` there is none. Returns what is told, in the same letters. */
const told = (seen: string, [raiseAfterSeconds, clearAfterSeconds]: readonly [number, number]): string => {
  const latch = new FaultLatch({ raiseAfterSeconds, clearAfterSeconds });
  return [...seen]
    .map((letter, second) => latch.observe(letter === 'x' ? 'fault' : undefined, second * 1000))
    .map((fault) => (fault === undefined ? '.' : 'x'))
    .join('');
};

describe('FaultLatch', () => {
  it.each<[string, readonly [number, number], string, string]>([
    ['at once when it needs not last', [0, 0], '.x.x..', '.x.x..'],
    ['after it has lasted', [3, 0], 'xxxxxx', '...xxx'],
    ['never when it does not last', [3, 3], 'xx.xx.xx', '........'],
    ['until it has been away for long', [0, 3], 'x.x..x...', 'xxxxxxxxx'],
    ['no more once it is away', [0, 2], 'x......', 'xxx....'],
  ])('tells of a fault %s', (_, timing, seen, expected) => {
    expect(told(seen, timing)).toBe(expected);
  });

  it('keeps to the words of when it was raised', () => {
    const latch = new FaultLatch({ raiseAfterSeconds: 0, clearAfterSeconds: 5 });
    latch.observe('12 of 30', 0);
    expect([latch.observe('11 of 30', 1000), latch.observe(undefined, 2000)]).toEqual(['12 of 30', '12 of 30']);
  });
});
