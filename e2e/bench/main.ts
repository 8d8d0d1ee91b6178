/** All benches, one after the other, and one table: `make bench`. */
import { measureAgentCpu } from './agent-cpu.ts';
import { printFigures } from './figures.ts';
import { measureGateway } from './gateway.ts';
import { measureOperatorRestart } from './operator-restart.ts';
import { measureTakeovers } from './pod-takeover.ts';
import { measureRecordingComplete } from './recording-complete.ts';
import { measureRemux } from './remux.ts';
import { measureStreamStarts } from './stream-start.ts';

const benches = [
  measureStreamStarts,
  measureTakeovers,
  () => measureAgentCpu(),
  () => measureGateway(),
  () => measureRemux(),
  () => measureRecordingComplete(),
  measureOperatorRestart,
];

for (const measure of benches) printFigures(await measure());
