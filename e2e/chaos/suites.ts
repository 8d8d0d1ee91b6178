/** Every suite, in the order of the tables. */
import { z } from 'zod';
import { killColumns } from './node-kills/kill-columns.ts';
import { nodeKills } from './node-kills/kill-plan.ts';
import { nodeKillAct } from './node-kills/run-kill.ts';
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

/** KILLS says how many rounds there are. */
const killCount = z.coerce
  .number()
  .int()
  .min(1)
  .max(99)
  .default(20)
  .parse(process.env.KILLS || undefined);

const nodeKillSuite = suiteOf({
  name: 'node-kills',
  faults: nodeKills(killCount),
  columns: killColumns,
  actOf: nodeKillAct,
  isOnRequest: true,
  showsProgress: true,
});

export const suites: readonly Suite[] = [viewers, recordings, nodeKillSuite];
