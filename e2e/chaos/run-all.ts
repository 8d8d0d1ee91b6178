/** Plays scenarios one after the other in a namespace of their own, and leaves the cluster as it was. */
import { TestCluster } from '../src/cluster.ts';
import { isPassed, type Outcome, runScenario } from './run-scenario.ts';
import type { Scenario } from './scenario.ts';
import type { Theatre } from './stage.ts';

const clock = (): string => new Date().toTimeString().slice(0, 8);

/** Aborted by Ctrl-C; what is under way then is put back before the process ends. */
const interruption = (): AbortSignal => {
  const controller = new AbortController();
  const end = (): void => controller.abort(new Error('Interrupted'));
  // Every time: a signal that comes twice, as by way of make, must not end the process before all is put back.
  process.on('SIGINT', end).on('SIGTERM', end);
  return controller.signal;
};

const sayOutcome = (outcome: Outcome, say: Theatre['say']): void => {
  if (outcome.failure) say(`  FAILED: ${outcome.failure}`);
  for (const { goal, measured, isMet } of outcome.verdicts) say(`  ${isMet ? 'pass' : 'MISS'}  ${goal}: ${measured}`);
  say(`  ${isPassed(outcome) ? 'passed' : 'missed'} after ${Math.round(outcome.durationSeconds)} s`);
};

/**
 * Outcomes in the order of the scenarios; one that fails holds up no other, one that cannot be ended is the last. Throws when it is
 * interrupted.
 */
export const runAll = async (chosen: readonly Scenario[], seed: number): Promise<readonly Outcome[]> => {
  const say = (text: string): void => console.log(`${clock()}  ${text}`);
  const signal = interruption();
  await using owned = new AsyncDisposableStack();
  const cluster = owned.adopt(await TestCluster.open('chaos'), (opened) => opened.close());
  const outcomes: Outcome[] = [];
  for (const scenario of chosen) {
    const outcome = await runScenario({ cluster, say, signal }, scenario, seed);
    sayOutcome(outcome, say);
    outcomes.push(outcome);
    if (outcome.isStuck) break;
  }
  return outcomes;
};
