/** One scenario from an empty stage to its verdicts. */
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { openBundledStore } from '../src/stream-store.ts';
import { defaultPicture, framesPerSecond } from '../src/test-picture.ts';
import { checkBucket } from './bucket-check.ts';
import { readMoments } from './frames-in-media.ts';
import { judge, type Verdict } from './judge.ts';
import { countLostFrames } from './lost-frames.ts';
import { type Measures, measure } from './measure.ts';
import type { Observation } from './observation.ts';
import { seededRandom, seedFor } from './random.ts';
import { keepObservation } from './results.ts';
import type { Scenario } from './scenario.ts';
import { closely, nowAndThen, Stage, type Theatre } from './stage.ts';
import { wait } from './wait.ts';

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

/** The picture must run again so long after the fault is over. */
const backWithinMs = 120_000;
/** So much of the source after the fault is watched: its effect may come late, as a pod's that drains first. */
const watchedOnMs = 6_000;
const lookBackMs = 5_000;

/** Of the source's frames around the faults, those in no segment; whole epochs are read, from a little before. */
const lookForLostFrames = async ({ edge, playlists, faultsMs }: Stage): Promise<number> => {
  const fromMs = (faultsMs[0] ?? 0) - lookBackMs;
  const listed = playlists[0]?.listed.filter(({ listedMs }) => listedMs > fromMs) ?? [];
  const moments = await readMoments(edge, closely.rendition, listed);
  return countLostFrames(moments, framesPerSecond(defaultPicture.frameRate));
};

const checkWhatIsLeft = async (stage: Stage): Promise<readonly string[]> => {
  await stage.suspend();
  const { cluster } = stage.theatre;
  const renditions = [closely.rendition, nowAndThen.rendition];
  // A way to the store of this moment: the fault may have cut an earlier one.
  await using owned = new AsyncDisposableStack();
  const store = owned.adopt(await openBundledStore(cluster), (opened) => opened.close());
  return await checkBucket(stage.edge, store, { prefix: `${cluster.namespace}/${stage.stream}/`, renditions });
};

/** What the run wrote down. Ends the session: what is left in the bucket is looked at, too. */
export const observe = async (
  { goals }: Pick<Scenario, 'goals'>,
  stage: Stage,
  overMs: number,
): Promise<Observation> => {
  const { viewer, relay, playlists, faultsMs } = stage;
  const framesLost = goals.maxFramesLost === undefined ? undefined : await lookForLostFrames(stage);
  const left = await checkWhatIsLeft(stage);
  const [watched] = playlists;
  const connections = relay.flows.flatMap(({ openedMs, firstMediaMs }) =>
    firstMediaMs === undefined ? [] : [{ openedMs, firstMediaMs }],
  );
  return {
    ...{ faultsMs, overMs, connections },
    pictures: viewer.pictures,
    errors: viewer.errors,
    reloads: viewer.reloads,
    rebuilds: viewer.rebuilds,
    listed: watched?.listed ?? [],
    playlistFaults: [...playlists.flatMap(({ faults }) => faults), ...left],
    missing: playlists.flatMap(({ missing }) => missing),
    framesLost,
  };
};

/** A picture that was made well after the fault: whatever the fault did is behind the viewer then. */
export const waitUntilBack = async (stage: Stage, overMs: number): Promise<void> => {
  const isBack = (): boolean => {
    stage.theatre.signal.throwIfAborted();
    return (stage.viewer.last?.codedMs ?? 0) > overMs + watchedOnMs;
  };
  await waitFor('the viewer sees a picture made after the fault', isBack, { timeoutMs: backWithinMs, intervalMs: 100 });
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
  const observation = await observe(scenario, stage, overMs);
  await keepObservation(scenario.name, observation);
  return measure(observation);
};

const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
};

/** A scenario that hangs holds up no other. */
const patienceMs = 420_000;

const inTime = async <T>(work: Promise<T>): Promise<T> => {
  const over = new AbortController();
  const tooLong = wait(patienceMs, over.signal).then(() => {
    throw new Error(`It took longer than ${patienceMs / 1_000} s`);
  });
  // The one that is not waited for any more may fail unheard.
  tooLong.catch(() => undefined);
  return Promise.race([work, tooLong]).finally(() => over.abort());
};

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
    const measures = await inTime(playOnStage(theatre, scenario, seed));
    return { name, title, measures, verdicts: judge(scenario.goals, measures), durationSeconds: seconds() };
  } catch (error) {
    theatre.signal.throwIfAborted();
    return { name, title, failure: wordsOf(error), verdicts: [], durationSeconds: seconds() };
  }
};
