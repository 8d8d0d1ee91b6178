import { describe, expect, it } from 'vitest';
import { type Waiter, whoYields } from './who-yields.ts';

/** `a` is a stranger of network a, `A` a known one of the same. */
const waiter = (letter: string): Waiter => ({
  party: letter.toLowerCase(),
  isKnown: letter !== letter.toLowerCase(),
});

describe('whoYields', () => {
  it.each([
    ['a queue that one party fills', 'aaaa', 'b', 3],
    ['the latest of the largest party', 'abaac', 'd', 3],
    ['none of a party that would get as many', 'aab', 'b', -1],
    ['nobody of its own party', 'aaaa', 'a', -1],
    ['nobody where all have as many', 'abcd', 'e', -1],
    ['a stranger to a known one', 'abcd', 'E', 3],
    ['a stranger of its own network to a known one', 'aa', 'A', 1],
    ['nobody where the kept places are taken', 'abAcB', 'C', -1],
    ['a known one of a party that fills the queue', 'AAAA', 'b', 3],
    ['nobody where all are known', 'AB', 'C', -1],
    ['nobody of an empty queue', '', 'a', -1],
  ])('finds %s: of %j to %j, index %i', (_, waiting, newcomer, index) => {
    expect(whoYields([...waiting].map(waiter), waiter(newcomer), 2)).toBe(index);
  });
});
