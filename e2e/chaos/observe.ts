/** Writes down what a fault did: as long as the session goes on, and what is left of it when it is over. */
import { openBundledStore } from '../src/stream-store.ts';
import { defaultPicture, framesPerSecond } from '../src/test-picture.ts';
import { type BucketReport, checkBucket, type RenditionListing } from './bucket-check.ts';
import { readMoments } from './frames-in-media.ts';
import { countLostFrames } from './lost-frames.ts';
import type { Observation } from './observation.ts';
import type { Goals } from './scenario.ts';
import { closely, nowAndThen, type Stage } from './stage.ts';

const lookBackMs = 5_000;

/** Of the source's frames around the faults, those in no segment; whole epochs are read, from a little before. */
const lookForLostFrames = async ({ edge, playlists }: Stage, faultsMs: readonly number[]): Promise<number> => {
  const fromMs = (faultsMs[0] ?? 0) - lookBackMs;
  const listed = playlists[0]?.listed.filter(({ listedMs }) => listedMs > fromMs) ?? [];
  const moments = await readMoments(edge, closely.rendition, listed);
  return countLostFrames(moments, framesPerSecond(defaultPicture.frameRate));
};

/** What is to be written down. `faultsMs` are those that it is about. */
export interface ObservedFault {
  readonly goals: Goals;
  readonly faultsMs: readonly number[];
  readonly overMs: number;
}

/** What the run has written down so far; the session goes on, and nobody looks into the bucket. */
export const observeLive = async (stage: Stage, { goals, faultsMs, overMs }: ObservedFault): Promise<Observation> => {
  const { viewer, relay, playlists } = stage;
  const framesLost = goals.maxFramesLost === undefined ? undefined : await lookForLostFrames(stage, faultsMs);
  const connections = relay.flows.flatMap(({ openedMs, firstMediaMs }) =>
    firstMediaMs === undefined ? [] : [{ openedMs, firstMediaMs }],
  );
  return {
    ...{ faultsMs, overMs, connections, framesLost, stored: undefined },
    pictures: viewer.pictures,
    errors: viewer.errors,
    reloads: viewer.reloads,
    rebuilds: viewer.rebuilds,
    listed: playlists[0]?.listed ?? [],
    playlistFaults: playlists.flatMap(({ faults }) => faults),
    missing: playlists.flatMap(({ missing }) => missing),
  };
};

const listingsOf = ({ playlists }: Stage): readonly RenditionListing[] =>
  [closely, nowAndThen].map(({ rendition }, index) => ({ rendition, listed: playlists[index]?.listed ?? [] }));

const checkWhatIsLeft = async (stage: Stage): Promise<BucketReport> => {
  await stage.suspend();
  const { cluster } = stage.theatre;
  // A way to the store of this moment: the fault may have cut an earlier one.
  await using owned = new AsyncDisposableStack();
  const store = owned.adopt(await openBundledStore(cluster), (opened) => opened.close());
  const prefix = `${cluster.namespace}/${stage.stream}/`;
  return await checkBucket(stage.edge, store, { prefix, listings: listingsOf(stage) });
};

/** What the run wrote down. Ends the session: what is left in the bucket is looked at, too. */
export const observe = async (stage: Stage, fault: ObservedFault): Promise<Observation> => {
  const { framesLost } = await observeLive(stage, fault);
  const { faults, stored } = await checkWhatIsLeft(stage);
  const seen = await observeLive(stage, { ...fault, goals: {} });
  return { ...seen, framesLost, stored, playlistFaults: [...seen.playlistFaults, ...faults] };
};
