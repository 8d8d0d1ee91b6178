/** Plays faults one after the other in a namespace of their own, and leaves the cluster as it was. */
import { TestCluster } from '../src/cluster.ts';
import { type Act, isPassed, type Outcome, playAct } from './outcome.ts';
import type { Theatre } from './theatre.ts';

const clock = (): string => new Date().toTimeString().slice(0, 8);

/** Aborted by Ctrl-C; what is under way then is put back before the process ends. */
const interruption = (): AbortSignal => {
  const controller = new AbortController();
  const end = (): void => controller.abort(new Error('Interrupted'));
  // Every time: a signal that comes twice, as by way of make, must not end the process before all is put back.
  process.on('SIGINT', end).on('SIGTERM', end);
  return controller.signal;
};

/** Opens what a run has, for as long as `play` takes. */
export const inTheatre = async <T>(play: (theatre: Theatre) => Promise<T>): Promise<T> => {
  const say = (text: string): void => console.log(`${clock()}  ${text}`);
  const signal = interruption();
  await using owned = new AsyncDisposableStack();
  const cluster = owned.adopt(await TestCluster.open('chaos'), (opened) => opened.close());
  return await play({ cluster, say, signal });
};

const sayOutcome = (outcome: Outcome<unknown>, say: Theatre['say']): void => {
  if (outcome.failure) say(`  FAILED: ${outcome.failure}`);
  for (const { goal, measured, isMet } of outcome.verdicts) say(`  ${isMet ? 'pass' : 'MISS'}  ${goal}: ${measured}`);
  say(`  ${isPassed(outcome) ? 'passed' : 'missed'} after ${Math.round(outcome.durationSeconds)} s`);
};

/**
 * Outcomes in the order of the acts, each told to `onOutcome` too; one that fails holds up no other, one that cannot be ended is the
 * last. Throws when it is interrupted.
 */
export const runAll = async <M>(
  theatre: Theatre,
  acts: readonly Act<M>[],
  onOutcome: (outcome: Outcome<M>) => void = () => undefined,
): Promise<readonly Outcome<M>[]> => {
  const outcomes: Outcome<M>[] = [];
  for (const act of acts) {
    const outcome = await playAct(theatre, act);
    sayOutcome(outcome, theatre.say);
    onOutcome(outcome);
    outcomes.push(outcome);
    if (outcome.isStuck) break;
  }
  return outcomes;
};
