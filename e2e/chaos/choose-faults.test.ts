import { describe, expect, it } from 'vitest';
import { chooseFaults } from './choose-faults.ts';
import type { Suite } from './suite.ts';

const suite = (name: string, faults: readonly string[], isOnRequest = false): Suite => ({
  ...{ name, isOnRequest, faults: faults.map((fault) => ({ name: fault, title: fault })) },
  play: () => Promise.reject(new Error('Nobody plays here')),
});

const all = [suite('viewers', ['a', 'b']), suite('recordings', ['c']), suite('node-kills', ['d'], true)];

const chosen = (...names: readonly string[]) =>
  chooseFaults(all, names).map((choice) => [choice.suite.name, ...choice.names]);

describe('chooseFaults', () => {
  it('takes all but what is played on request when no name is given', () => {
    expect(chosen()).toEqual([
      ['viewers', 'a', 'b'],
      ['recordings', 'c'],
    ]);
  });

  it('takes single faults and whole suites by their names', () => {
    expect(chosen('b', 'node-kills')).toEqual([
      ['viewers', 'b'],
      ['node-kills', 'd'],
    ]);
  });

  it('throws for a name that there is not', () => {
    expect(() => chosen('e')).toThrow('There is no fault e; those there are: viewers, a, b, recordings');
  });
});
