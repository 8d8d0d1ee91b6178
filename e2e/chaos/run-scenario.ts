/** One fault of a live stream, from an empty stage to its verdicts. */
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { judge } from './judge.ts';
import { type Measures, measure } from './measure.ts';
import { observe } from './observe.ts';
import type { Act } from './outcome.ts';
import { seededRandom, seedFor } from './random.ts';
import { keepObservation } from './results.ts';
import type { Scenario } from './scenario.ts';
import { Stage } from './stage.ts';
import type { Theatre } from './theatre.ts';

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

const playOnStage = async (theatre: Theatre, scenario: Scenario, seed: number): Promise<Measures> => {
  const { name, spec = {}, spliced } = scenario;
  const random = seededRandom(seedFor(seed, name));
  await using stage = await Stage.open(theatre, { stream: name, spec, spliced, random });
  return await playOn(scenario, stage);
};

/** A scenario that hangs holds up no other; what it has begun is put back within the second time, as the API server. */
const patience = { workMs: 420_000, endMs: 240_000 };

/** A scenario with the moments of a seed. */
export const scenarioAct = (scenario: Scenario, seed: number): Act<Measures> => {
  const { name, title, goals } = scenario;
  const play = async (theatre: Theatre) => {
    const measures = await playOnStage(theatre, scenario, seed);
    return { measures, verdicts: judge(goals, measures) };
  };
  return { name, title, patience, play };
};
