/** Every suite, in the order of the tables. */
import { recordingColumns } from './recordings/columns.ts';
import { recordingFaults } from './recordings/faults/all.ts';
import { recordingAct } from './recordings/run-fault.ts';
import { scenarioAct } from './run-scenario.ts';
import { scenarios } from './scenarios/all.ts';
import { type Suite, suiteOf } from './suite.ts';
import { viewerColumns } from './viewer-columns.ts';

const viewers = suiteOf({ name: 'viewers', faults: scenarios, columns: viewerColumns, actOf: scenarioAct });

const recordings = suiteOf({
  name: 'recordings',
  faults: recordingFaults,
  columns: recordingColumns,
  actOf: recordingAct,
});

export const suites: readonly Suite[] = [viewers, recordings];
