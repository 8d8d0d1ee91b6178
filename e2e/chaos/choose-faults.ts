/** Which faults a run is about. Pure. */
import type { Suite } from './suite.ts';

/** A suite, and which of its faults are to be played. */
export interface Chosen {
  readonly suite: Suite;
  readonly names: ReadonlySet<string>;
}

const everyFault = (suite: Suite): Chosen => ({ suite, names: new Set(suite.faults.map(({ name }) => name)) });

/**
 * The faults and whole suites of these names; without names, all but what is played on request.
 *
 * @throws Error for a name that there is not
 */
export const chooseFaults = (all: readonly Suite[], names: readonly string[]): readonly Chosen[] => {
  if (names.length === 0) return all.filter(({ isOnRequest }) => !isOnRequest).map(everyFault);
  const known = new Set(all.flatMap(({ name, faults }) => [name, ...faults.map((fault) => fault.name)]));
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined) throw new Error(`There is no fault ${unknown}; those there are: ${[...known].join(', ')}`);
  return all
    .map((suite) => {
      if (names.includes(suite.name)) return everyFault(suite);
      const chosen = suite.faults.map(({ name }) => name).filter((name) => names.includes(name));
      return { suite, names: new Set(chosen) };
    })
    .filter((chosen) => chosen.names.size > 0);
};
