/** Every suite, in the order of the tables. */
import { scenarioAct } from './run-scenario.ts';
import { scenarios } from './scenarios/all.ts';
import { type Suite, suiteOf } from './suite.ts';
import { viewerColumns } from './viewer-columns.ts';

const viewers = suiteOf({ name: 'viewers', faults: scenarios, columns: viewerColumns, actOf: scenarioAct });

export const suites: readonly Suite[] = [viewers];
