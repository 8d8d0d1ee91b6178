/** One scenario from an empty stage to its verdicts. */
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { inTime, StuckError } from './in-time.ts';
import { judge, type Verdict } from './judge.ts';
import { type Measures, measure } from './measure.ts';
import { observe } from './observe.ts';
import { seededRandom, seedFor } from './random.ts';
import { keepObservation } from './results.ts';
import type { Scenario } from './scenario.ts';
import { Stage, type Theatre } from './stage.ts';

/** How a scenario went. */
export interface Outcome {
  readonly name: string;
  readonly title: string;
  /** Absent when the run could not be measured: `failure` says why. */
  readonly measures?: Measures;
  readonly failure?: string;
  /** It could not even be ended: nothing may be played after it. */
  readonly isStuck?: true;
  readonly verdicts: readonly Verdict[];
  readonly durationSeconds: number;
}

export const isPassed = ({ failure, verdicts }: Outcome): boolean =>
  failure === undefined && verdicts.every(({ isMet }) => isMet);

/** The picture must run again so long after the fault is over. */
const backWithinMs = 120_000;
/** So much of the source after the fault is watched: its effect may come late, as a pod's that drains first. */
const watchedOnMs = 6_000;

/** A picture that was made well after the fault: whatever the fault did is behind the viewer then. */
export const waitUntilBack = async ({ theatre: { signal }, viewer }: Stage, overMs: number): Promise<void> => {
  const isBack = (): boolean => signal.aborted || (viewer.last?.codedMs ?? 0) > overMs + watchedOnMs;
  await waitFor('the viewer sees a picture made after the fault', isBack, { timeoutMs: backWithinMs, intervalMs: 100 });
  signal.throwIfAborted();
};

const playOn = async ({ name, goals, inject }: Scenario, stage: Stage): Promise<Measures> => {
  await stage.waitAMoment();
  await inject(stage);
  const overMs = Date.now();
  stage.theatre.say('  the fault is over');
  try {
    await waitUntilBack(stage, overMs);
  } catch (error) {
    const state = await stage.viewer.state().catch(() => 'gone');
    throw new Error(`The picture did not come back; the page is ${state}`, { cause: error });
  }
  const observation = await observe(stage, { goals, faultsMs: stage.faultsMs, overMs });
  await keepObservation(name, observation);
  return measure(observation);
};

const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
};

/** A scenario that hangs holds up no other; what it has begun is put back within the second time, as the API server. */
const patience = { workMs: 420_000, endMs: 240_000 };

const playOnStage = async (theatre: Theatre, scenario: Scenario, seed: number): Promise<Measures> => {
  const { name, spec = {}, spliced } = scenario;
  const random = seededRandom(seedFor(seed, name));
  await using stage = await Stage.open(theatre, { stream: name, spec, spliced, random });
  return await playOn(scenario, stage);
};

/** Never throws but for the end of the whole run: a scenario that fails is an outcome. */
export const runScenario = async (theatre: Theatre, scenario: Scenario, seed: number): Promise<Outcome> => {
  const { name, title } = scenario;
  const startedMs = performance.now();
  const seconds = (): number => (performance.now() - startedMs) / 1_000;
  theatre.say(`${name}: ${title}`);
  try {
    const play = (signal: AbortSignal) => playOnStage({ ...theatre, signal }, scenario, seed);
    const measures = await inTime(play, patience, theatre.signal);
    return { name, title, measures, verdicts: judge(scenario.goals, measures), durationSeconds: seconds() };
  } catch (error) {
    theatre.signal.throwIfAborted();
    const stuck = error instanceof StuckError ? ({ isStuck: true } as const) : {};
    return { name, title, failure: wordsOf(error), ...stuck, verdicts: [], durationSeconds: seconds() };
  }
};
