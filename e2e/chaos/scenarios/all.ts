/** Every fault, in the order of the table. */
import type { Scenario } from '../scenario.ts';
import { encoderAwayFaults } from './encoder-away.ts';
import { mediaProcessFaults } from './media-processes.ts';

export const scenarios: readonly Scenario[] = [...mediaProcessFaults, ...encoderAwayFaults];

/** Those of these names. Throws for a name that there is not. */
export const scenariosNamed = (names: readonly string[]): readonly Scenario[] =>
  names.map((name) => {
    const found = scenarios.find((scenario) => scenario.name === name);
    if (!found) throw new Error(`There is no fault ${name}: make chaos LIST=1 names them`);
    return found;
  });
