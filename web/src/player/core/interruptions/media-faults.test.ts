import { describe, expect, it } from 'vitest';
import { answerMediaFault, isFailing, noMediaFaults, rememberFault } from './media-faults.ts';

const answersTo = (...atMs: readonly number[]) => {
  let history = noMediaFaults;
  return atMs.map((nowMs) => {
    history = rememberFault(history, nowMs);
    return answerMediaFault(history);
  });
};
const heal = { kind: 'heal' };
const rebuild = (afterMs: number, skipSeconds: number) => ({ kind: 'rebuild', afterMs, skipSeconds });

describe('answerMediaFault', () => {
  it('heals one in place', () => {
    expect(answersTo(0)).toEqual([heal]);
  });

  it('heals another in place when it comes much later', () => {
    expect(answersTo(0, 10_000, 90_000)).toEqual([heal, heal, heal]);
  });

  it('takes a new engine for the second within seconds, and ever later ones beyond the bad place after it', () => {
    expect(answersTo(0, 1_000, 2_000, 4_000, 8_000, 10_000, 15_000, 25_000, 40_000)).toEqual([
      heal,
      rebuild(0, 0),
      rebuild(250, 2),
      rebuild(500, 2),
      rebuild(1_000, 2),
      rebuild(2_000, 2),
      rebuild(4_000, 2),
      rebuild(8_000, 2),
      rebuild(15_000, 2),
    ]);
  });

  it('forgets after a minute', () => {
    expect(answersTo(0, 1_000, 2_000, 70_000).at(-1)).toEqual(heal);
  });
});

describe('isFailing', () => {
  it.each([
    [noMediaFaults, false],
    [{ atMs: [1_000, 6_000] }, true],
    [{ atMs: [1_000, 2_000] }, false],
  ])('is, of %o a moment after the sixth second, %s', (history, expected) => {
    expect(isFailing(history, 6_100)).toBe(expected);
  });
});
