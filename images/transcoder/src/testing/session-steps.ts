/** What can happen to a {@link World}: each step says when it can, and does it. */
import type { SessionRules } from '../session/advance-session.ts';
import { type RecoveredSegment, recoverSegments, withRecovered } from '../session/recover-segments.ts';
import { restoreSession } from '../session/restore-session.ts';
import { initialSessionState } from '../session/session-state.ts';
import {
  closeSegment,
  dispatch,
  enter,
  isOvertaken,
  keepSegment,
  lastEntry,
  type ModelPod,
  type ModelSegment,
  promise,
  readSnapshot,
  segmentMs,
  settleClaim,
  startMedia,
  stopPublishing,
  type World,
} from './session-world.ts';

/** `take` is called only where `can` says so. */
export interface Step {
  readonly name: string;
  readonly can: (world: World) => boolean;
  readonly take: (world: World, rules: SessionRules) => void;
}

interface PodStep {
  readonly can: (pod: ModelPod, world: World) => boolean;
  readonly take: (world: World, index: number, rules: SessionRules) => void;
}

const at = (world: World, index: number): ModelPod => {
  const pod = world.pods[index];
  if (!pod) throw new RangeError(`There is no pod ${index}`);
  return pod;
};

const isUp = ({ life, frozen }: ModelPod): boolean => life === 'up' && !frozen;
const isAlive = ({ life, frozen }: ModelPod): boolean => (life === 'up' || life === 'draining') && !frozen;
const publishes = (pod: ModelPod, { storeUp }: World): boolean => isAlive(pod) && storeUp && pod.state.known;

const endEpoch = (world: World, index: number, cause: 'dropped' | 'crashed', rules: SessionRules): void => {
  const pod = at(world, index);
  if (!pod.cutShort) closeSegment(world, index, Math.max(pod.endMs, world.nowMs), rules);
  pod.cutShort = true;
  pod.running = false;
  pod.dropping = false;
  dispatch(world, index, { kind: 'epochEnded', atMs: world.nowMs, cause }, rules);
};

const claimIsDue = (pod: ModelPod, world: World): boolean => {
  const [claim] = pod.claims;
  if (!claim || !publishes(pod, world)) return false;
  return !claim.end || pod.spool.every(({ epoch }) => epoch >= claim.epoch);
};

const uploadIsDue = (pod: ModelPod, world: World): boolean => {
  const [segment] = pod.spool;
  return segment !== undefined && publishes(pod, world) && pod.claims.every(({ epoch }) => epoch > segment.epoch);
};

/** A pod looks at the log before it uploads: who has been replaced publishes nothing more. */
const upload = (world: World, index: number, rules: SessionRules): void => {
  const pod = at(world, index);
  if (isOvertaken(world, pod)) {
    stopPublishing(world, index, rules);
    return;
  }
  const segment = pod.spool.shift();
  if (!segment) return;
  const owner = world.log.find(({ epoch }) => epoch === segment.epoch);
  promise(owner?.pod === index && owner.session === segment.session, `pod ${index} uploads under another’s epoch`);
  const isEnding = pod.claims.some(({ end, session }) => end && session === segment.session);
  const hasEnded = world.log.some(({ session, end }) => end && session === segment.session);
  promise(isEnding || !hasEnded, 'an upload behind its session’s end');
  promise(segment.sequence >= (owner?.firstSequence ?? 0), 'a segment before its epoch');
  const isStored = ({ session, sequence }: ModelSegment): boolean =>
    session === segment.session && sequence === segment.sequence;
  promise(!world.bucket.some(isStored), `${segment.sequence} is stored twice`);
  world.bucket.push({ ...segment, modifiedMs: world.nowMs });
};

const needsLog = (pod: ModelPod): boolean =>
  pod.life === 'draining' ? !pod.state.known && pod.claims.length > 0 : !pod.state.known || pod.wantsLog;

/** Another pod may still be closing the session. */
const rereadsLog = ({ state }: ModelPod): boolean => state.phase === 'Reconnecting' && state.adopted?.closed === false;

const readLog = (world: World, index: number, rules: SessionRules): void => {
  at(world, index).wantsLog = false;
  dispatch(world, index, { kind: 'logRead', atMs: world.nowMs, log: readSnapshot(world) }, rules);
};

const restart = (pod: ModelPod, { graceMs }: SessionRules): void => {
  const restored = restoreSession(pod.state, { graceMs });
  pod.life = 'up';
  pod.running = false;
  pod.dropping = false;
  pod.wantsLog = restored === undefined;
  pod.state = restored ?? initialSessionState;
};

/** What the window directory has of the open segment: one part, up to now. */
const recover = ({ state, next, endMs }: ModelPod, nowMs: number): readonly RecoveredSegment[] => {
  if (state.phase !== 'Live') return [];
  const [rendition, session] = ['720p', state.session.id];
  const lengthMs = Math.max(0, nowMs - endMs);
  const numbers = { epoch: state.counters.lastEpoch, sequence: next, part: 0 };
  const part = { session, rendition, ...numbers, startUnixMs: endMs, durationMs: lengthMs, path: '' };
  return recoverSegments({ parts: [part], renditions: [rendition], announced: () => [] });
};

/** Killed in the middle of a segment: the next process closes it with what there is, as a real one does when it starts. */
const restartWithin = (world: World, index: number, rules: SessionRules): void => {
  const pod = at(world, index);
  const recovered = recover(pod, world.nowMs);
  pod.state = withRecovered(pod.state, recovered);
  restart(pod, rules);
  pod.cutShort = true;
  for (const { segment, parts } of recovered) {
    const { epoch, sequence, startUnixMs, durationMs } = segment;
    const session = parts[0]?.session ?? '';
    keepSegment(world, index, { session, epoch, sequence, endMs: startUnixMs + durationMs, modifiedMs: 0 });
  }
};

const isLive = ({ state }: ModelPod): boolean => state.phase === 'Live' || state.phase === 'Reconnecting';

const podSteps: Readonly<Record<string, PodStep>> = {
  media: { can: (pod) => isUp(pod) && !pod.running, take: startMedia },
  drop: { can: (pod) => isUp(pod) && pod.running, take: (world, i, rules) => endEpoch(world, i, 'dropped', rules) },
  crash: {
    can: (pod) => isUp(pod) && pod.running && !pod.dropping,
    take: (world, i, rules) => endEpoch(world, i, 'crashed', rules),
  },
  claim: {
    can: claimIsDue,
    take: (world, i, rules) => {
      for (const claim of at(world, i).claims.slice(0, 1)) enter(world, claim);
      settleClaim(world, i, rules);
    },
  },
  claimUnanswered: {
    can: (pod, world) => claimIsDue(pod, world) && !world.log.some(({ epoch }) => epoch === pod.claims[0]?.epoch),
    take: (world, i) => {
      for (const claim of at(world, i).claims.slice(0, 1)) enter(world, claim);
    },
  },
  upload: { can: uploadIsDue, take: upload },
  firstLog: { can: (pod, { storeUp }) => isAlive(pod) && storeUp && needsLog(pod), take: readLog },
  readLog: { can: (pod, { storeUp }) => isUp(pod) && storeUp && !needsLog(pod) && rereadsLog(pod), take: readLog },
  look: {
    can: (pod, world) => isUp(pod) && world.storeUp && !needsLog(pod) && isOvertaken(world, pod),
    take: (world, i, rules) => {
      if (at(world, i).state.phase === 'Idle') readLog(world, i, rules);
      else dispatch(world, i, { kind: 'laterClaim' }, rules);
    },
  },
  grace: {
    can: (pod, { nowMs }) =>
      isUp(pod) && !pod.wantsLog && pod.state.phase === 'Reconnecting' && nowMs >= pod.state.deadlineMs,
    take: (world, i, rules) => dispatch(world, i, { kind: 'graceElapsed', atMs: world.nowMs }, rules),
  },
  kill: { can: isAlive, take: (world, i, rules) => restart(at(world, i), rules) },
  killWithin: { can: (pod) => isUp(pod) && pod.running && !pod.cutShort, take: restartWithin },
  lose: {
    can: ({ life }) => life === 'up' || life === 'draining',
    take: (world, i) =>
      Object.assign(at(world, i), { life: 'gone', claims: [], spool: [], running: false, frozen: false }),
  },
  terminate: {
    can: (pod) => isUp(pod) && !(pod.state.phase === 'Live' && pod.state.after === 'retire'),
    take: (world, i, rules) => dispatch(world, i, { kind: 'shutdown' }, rules),
  },
  drained: {
    can: (pod) => pod.life === 'draining' && pod.claims.length === 0 && pod.spool.length === 0,
    take: (world, i) => {
      const { state } = at(world, i);
      const session = 'session' in state ? state.session?.id : undefined;
      const stored = world.bucket.filter((segment) => segment.session === session).map(({ sequence }) => sequence + 1);
      world.handedOver = Math.max(-1, ...stored);
      at(world, i).life = 'gone';
    },
  },
  end: {
    can: (pod) => isUp(pod) && isLive(pod) && !pod.dropping,
    take: (world, i, rules) => dispatch(world, i, { kind: 'endRequested', atMs: world.nowMs }, rules),
  },
};

const ofPod = (index: number): readonly Step[] =>
  Object.entries(podSteps).map(([name, { can, take }]) => ({
    name: `${name}${index}`,
    can: (world) => can(at(world, index), world),
    take: (world, rules) => take(world, index, rules),
  }));

const isNobodyThere = ({ pods }: World): boolean => pods.every(({ life }) => life === 'gone' || life === 'absent');

/** The time of one segment passes; every epoch that runs closes one. */
const tick = (world: World, rules: SessionRules): void => {
  world.nowMs += segmentMs;
  for (const [index, pod] of world.pods.entries()) {
    if (pod.frozen) continue;
    pod.cutShort = false;
    if (pod.running && world.encoder === index) closeSegment(world, index, Math.max(pod.endMs, world.nowMs), rules);
  }
};

/** The operator ends what is open where no pod is left (suspended or deleted), as its session ender does. */
export const operatorEnd: Step = {
  name: 'operatorEnd',
  can: (world) => world.storeUp && isNobodyThere(world) && lastEntry(world)?.end === false,
  take: (world) => {
    const last = lastEntry(world);
    if (!last) return;
    const { nextSequence: firstSequence } = readSnapshot({ ...world, handedOver: -1 });
    const { session } = last;
    enter(world, { epoch: last.epoch + 1, session, firstSequence, end: true, pod: -1, claimedMs: world.nowMs });
  },
};

/** Everything that can happen. */
export const steps: readonly Step[] = [
  { name: 'tick', can: () => true, take: tick },
  { name: 'storeAway', can: ({ storeUp }) => storeUp, take: (world) => void Object.assign(world, { storeUp: false }) },
  { name: 'storeBack', can: ({ storeUp }) => !storeUp, take: (world) => void Object.assign(world, { storeUp: true }) },
  {
    name: 'second',
    can: ({ pods }) => pods[1].life === 'absent',
    take: ({ pods }) => void Object.assign(pods[1], { life: 'up' }),
  },
  {
    name: 'freeze',
    can: ({ pods }) => isUp(pods[0]),
    take: ({ pods }) => void Object.assign(pods[0], { frozen: true }),
  },
  {
    name: 'thaw',
    can: ({ pods }) => pods[0].frozen,
    take: ({ pods }) => void Object.assign(pods[0], { frozen: false }),
  },
  operatorEnd,
  ...ofPod(0),
  ...ofPod(1),
];
