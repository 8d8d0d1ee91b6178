/** One scenario from an empty stage to its verdicts. */
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { judge, type Verdict } from './judge.ts';
import { type Measures, measure } from './measure.ts';
import type { Observation } from './observation.ts';
import { seededRandom, seedFor } from './random.ts';
import type { Scenario } from './scenario.ts';
import { Stage, type Theatre } from './stage.ts';

/** How a scenario went. */
export interface Outcome {
  readonly name: string;
  readonly title: string;
  /** Absent when the run could not be measured: `failure` says why. */
  readonly measures?: Measures;
  readonly failure?: string;
  readonly verdicts: readonly Verdict[];
  readonly durationSeconds: number;
}

export const isPassed = ({ failure, verdicts }: Outcome): boolean =>
  failure === undefined && verdicts.every(({ isMet }) => isMet);

/** The picture must run again so long after the fault is over, and this much of it is looked at. */
const backWithinMs = 120_000;
const lookOnMs = 3_000;

const observe = (stage: Stage, overMs: number): Observation => {
  const { viewer, relay, playlists, faultsMs } = stage;
  const [closely] = playlists;
  const connections = relay.flows.flatMap(({ openedMs, firstMediaMs }) =>
    firstMediaMs === undefined ? [] : [{ openedMs, firstMediaMs }],
  );
  return {
    ...{ faultsMs, overMs, connections },
    pictures: viewer.pictures,
    errors: viewer.errors,
    reloads: viewer.reloads,
    rebuilds: viewer.rebuilds,
    listed: closely?.listed ?? [],
    playlistFaults: playlists.flatMap(({ faults }) => faults),
    missing: playlists.flatMap(({ missing }) => missing),
    framesLost: undefined,
  };
};

/** A picture that was made after the fault: whatever the fault did is behind the viewer then. */
const waitUntilBack = async (stage: Stage, overMs: number): Promise<void> => {
  const isBack = (): boolean => {
    stage.theatre.signal.throwIfAborted();
    return (stage.viewer.last?.codedMs ?? 0) > overMs;
  };
  await waitFor('the viewer sees a picture made after the fault', isBack, { timeoutMs: backWithinMs, intervalMs: 100 });
  await stage.wait(lookOnMs);
};

const playOn = async (scenario: Scenario, stage: Stage): Promise<Measures> => {
  await stage.waitAMoment();
  await scenario.inject(stage);
  const overMs = Date.now();
  stage.theatre.say('  the fault is over');
  try {
    await waitUntilBack(stage, overMs);
  } catch (error) {
    const state = await stage.viewer.state().catch(() => 'gone');
    throw new Error(`The picture did not come back; the page is ${state}`, { cause: error });
  }
  return measure(observe(stage, overMs));
};

const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
};

/** Never throws but for the end of the whole run: a scenario that fails is an outcome. */
export const runScenario = async (theatre: Theatre, scenario: Scenario, seed: number): Promise<Outcome> => {
  const { name, title, spec = {} } = scenario;
  const startedMs = performance.now();
  const seconds = (): number => (performance.now() - startedMs) / 1_000;
  theatre.say(`${name}: ${title}`);
  const random = seededRandom(seedFor(seed, name));
  try {
    await using stage = await Stage.open(theatre, { stream: name, spec, random });
    const measures = await playOn(scenario, stage);
    return { name, title, measures, verdicts: judge(scenario.goals, measures), durationSeconds: seconds() };
  } catch (error) {
    theatre.signal.throwIfAborted();
    return { name, title, failure: wordsOf(error), verdicts: [], durationSeconds: seconds() };
  }
};
