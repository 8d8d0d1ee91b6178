/** Every fault, in the order of the table. */
import type { Scenario } from '../scenario.ts';
import { controlPlaneFaults } from './control-plane.ts';
import { encoderAwayFaults } from './encoder-away.ts';
import { mediaProcessFaults } from './media-processes.ts';
import { nodeFaults } from './node.ts';
import { podFaults } from './pods.ts';
import { sourceChangeFaults } from './source-changes.ts';

export const scenarios: readonly Scenario[] = [
  ...mediaProcessFaults,
  ...encoderAwayFaults,
  ...podFaults,
  ...sourceChangeFaults,
  ...controlPlaneFaults,
  // Last: it takes everything else with it.
  ...nodeFaults,
];

/** Those of these names. Throws for a name that there is not. */
export const scenariosNamed = (names: readonly string[]): readonly Scenario[] =>
  names.map((name) => {
    const found = scenarios.find((scenario) => scenario.name === name);
    if (!found)
      throw new Error(`There is no fault ${name}; those there are: ${scenarios.map((each) => each.name).join(', ')}`);
    return found;
  });
