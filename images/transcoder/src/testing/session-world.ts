/**
 * Two pods, a bucket with its epoch log, and a clock, as plain data: what the session's exhaustive test explores. A pod's decisions
 * are the real functions' (`advanceSession`, `restoreSession`, `recoverSegments`, `openSnapshot`, `isSettled`); here is only what stands around them, and
 * every promise is checked where it could break.
 */
import { isSettled } from '../publisher/claim-queue.ts';
import { advanceSession, type SessionRules } from '../session/advance-session.ts';
import { openSnapshot } from '../session/open-snapshot.ts';
import type { LogSnapshot, SessionEffect, SessionEvent } from '../session/session-event.ts';
import { initialSessionState, type Session, type SessionState } from '../session/session-state.ts';

export interface ModelSegment {
  session: string;
  epoch: number;
  sequence: number;
  endMs: number;
  modifiedMs: number;
}

export interface ModelClaim {
  epoch: number;
  session: string;
  firstSequence: number;
  end: boolean;
  pod: number;
  claimedMs: number;
}

export interface ModelPod {
  life: 'absent' | 'up' | 'draining' | 'gone';
  state: SessionState;
  /** An ffmpeg runs. */
  running: boolean;
  /** The encoder is being disconnected: the epoch's end is on its way. */
  dropping: boolean;
  /** Stopped, as by SIGSTOP or a hypervisor's pause: time passes, nothing happens. */
  frozen: boolean;
  /** A short segment has been closed since the clock moved. */
  cutShort: boolean;
  wantsLog: boolean;
  next: number;
  endMs: number;
  claims: ModelClaim[];
  spool: ModelSegment[];
}

export interface World {
  nowMs: number;
  storeUp: boolean;
  sessions: number;
  /** The pod that the encoder sends to. One that it has left may not know yet. */
  encoder: number;
  pods: [ModelPod, ModelPod];
  log: ModelClaim[];
  bucket: ModelSegment[];
  /** The next number that a pod left with its playlists. */
  handedOver: number;
  /** What viewers have been told, in order. */
  announced: ModelSegment[];
}

export class BrokenPromiseError extends Error {}

export const promise = (holds: boolean, what: string): void => {
  if (!holds) throw new BrokenPromiseError(what);
};

const source = { videoCodec: 'h264', width: 1280, height: 720, frameRate: 30 };
const format = { frameRate: { numerator: 30, denominator: 1 }, renditions: [] };
export const segmentMs = 1_000;

const newPod = (life: ModelPod['life']): ModelPod => ({
  life,
  state: initialSessionState,
  running: false,
  dropping: false,
  frozen: false,
  cutShort: false,
  wantsLog: true,
  next: 0,
  endMs: 0,
  claims: [],
  spool: [],
});

/** A stream that never had a session, with one pod that has just started. */
export const newWorld = (): World => ({
  nowMs: 1_000_000,
  storeUp: true,
  sessions: 0,
  encoder: 0,
  pods: [newPod('up'), newPod('absent')],
  log: [],
  bucket: [],
  handedOver: -1,
  announced: [],
});

export const lastEntry = ({ log }: World): ModelClaim | undefined => log.at(-1);

/** Viewers are sent to the newest pod alone. */
const isSeen = ({ pods }: World, index: number): boolean => index === 1 || pods[1].life === 'absent';

/**
 * What viewers were told under numbers that the log gave to whoever told them. A pod that loses its claim, or itself before the log
 * has heard of its epoch, takes along what it told.
 */
const toldForGood = ({ announced, log }: World): World['announced'] =>
  announced.filter(({ epoch, session }) =>
    log.some((entry) => entry.epoch === epoch && entry.session === session && !entry.end),
  );

const checkTold = (world: World): void => {
  const told = toldForGood(world);
  for (const [index, { session, epoch, sequence, endMs }] of told.entries()) {
    const before = told[index - 1];
    const what = `${session}/${epoch}-${sequence} is told after ${before?.session}/${before?.epoch}-${before?.sequence}`;
    promise(!before || before.sequence < sequence, what);
    promise(!before || before.endMs <= endMs, `${what}, and ends before it`);
  }
};

const announce = (world: World, index: number, segment: ModelSegment): void => {
  const { announced } = world;
  const isTold = announced.some(({ epoch, sequence }) => epoch === segment.epoch && sequence === segment.sequence);
  if (!isSeen(world, index) || isTold) return;
  announced.push(segment);
  checkTold(world);
};

/** A segment is whole: it waits for upload, and is told where the pod knows its numbers. One that does not shows nothing. */
export const keepSegment = (world: World, index: number, segment: ModelSegment): void => {
  const pod = world.pods[index];
  pod?.spool.push(segment);
  if (pod?.state.known) announce(world, index, segment);
};

/** The running epoch closes a segment that ends now, or `endMs`. */
export const closeSegment = (world: World, index: number, endMs: number, rules: SessionRules): void => {
  const pod = world.pods[index];
  if (pod?.state.phase !== 'Live') return;
  const { session, counters } = pod.state;
  const segment = { session: session.id, epoch: counters.lastEpoch, sequence: pod.next, endMs, modifiedMs: 0 };
  pod.next += 1;
  pod.endMs = endMs;
  dispatch(world, index, { kind: 'segmentClosed', sequence: segment.sequence, endMs }, rules);
  keepSegment(world, index, segment);
};

const renumber = (pod: ModelPod, epochs: number, sequences: number): void => {
  const move = <T extends { epoch: number }>(item: T): T => ({ ...item, epoch: item.epoch + epochs });
  pod.claims = pod.claims.map((claim) => ({ ...move(claim), firstSequence: claim.firstSequence + sequences }));
  pod.spool = pod.spool.map((segment) => ({ ...move(segment), sequence: segment.sequence + sequences }));
  pod.next += sequences;
};

/** Claims wait in the order of their numbers (`claim-queue.ts`). */
const add = (pod: ModelPod, claim: ModelClaim): void => {
  pod.claims = [...pod.claims, claim].toSorted((a, b) => a.epoch - b.epoch);
};

const begin = (world: World, index: number, effect: Extract<SessionEffect, { kind: 'beginEpoch' }>): void => {
  const pod = world.pods[index];
  if (!pod) return;
  promise(!pod.running, 'two epochs run at once');
  const { epoch, firstSequence, session, anchorMs } = effect;
  pod.running = true;
  pod.next = firstSequence;
  pod.endMs = anchorMs;
  add(pod, { epoch, session: session.id, firstSequence, end: false, pod: index, claimedMs: world.nowMs });
};

const retire = (pod: ModelPod, reason: 'shutdown' | 'superseded'): void => {
  if (reason === 'shutdown') {
    pod.life = 'draining';
    return;
  }
  // The process ends; the next one knows nothing and reads the log.
  Object.assign(pod, { ...newPod('up'), frozen: pod.frozen });
};

const perform = (world: World, index: number, effect: SessionEffect): void => {
  const pod = world.pods[index];
  if (!pod) return;
  if (effect.kind === 'beginEpoch') begin(world, index, effect);
  if (effect.kind === 'disconnectEncoder') pod.dropping = pod.running;
  if (effect.kind === 'readLog') pod.wantsLog = true;
  if (effect.kind === 'renumber') renumber(pod, effect.epochs, effect.sequences);
  if (effect.kind === 'retire') retire(pod, effect.reason);
  if (effect.kind !== 'endSession') return;
  const { epoch, sessionId: session, firstSequence } = effect;
  add(pod, { epoch, session, firstSequence, end: true, pod: index, claimedMs: world.nowMs });
};

export const dispatch = (world: World, index: number, event: SessionEvent, rules: SessionRules): void => {
  const pod = world.pods[index];
  if (!pod) return;
  const before = pod.state;
  const { state, effects } = advanceSession(before, event, rules);
  pod.state = state;
  for (const effect of effects) perform(world, index, effect);
  if (!before.known && state.known) for (const segment of pod.spool) announce(world, index, segment);
};

export const startMedia = (world: World, index: number, rules: SessionRules): void => {
  world.sessions += 1;
  world.encoder = index;
  const event = {
    kind: 'mediaStarted',
    atMs: world.nowMs,
    newSessionId: `s${world.sessions}`,
    source,
    format,
  } as const;
  const phase = world.pods[index]?.state.phase;
  dispatch(world, index, event, rules);
  const waits = (phase === 'Idle' || phase === 'Reconnecting') && !world.pods[index]?.running;
  promise(!waits, 'media waits');
};

const sessionOf = (id: string): Session => ({ id, startedAtMs: 0, source, format });

/** What a pod reads of the bucket now. */
export const readSnapshot = (world: World): LogSnapshot => {
  const entry = lastEntry(world);
  if (!entry) return { lastEpoch: 0, nextSequence: 0, lastEndMs: 0 };
  if (entry.end) return { lastEpoch: entry.epoch, nextSequence: entry.firstSequence, lastEndMs: 0 };
  const stored = world.bucket.filter(({ session }) => session === entry.session);
  const last = stored.toSorted((a, b) => a.sequence - b.sequence).at(-1);
  const isWhole = last?.epoch === entry.epoch && world.handedOver === last.sequence + 1;
  const clocks = { nowMs: world.nowMs, bucketNowMs: world.nowMs };
  const claimed = { ...entry, recording: true, claimedAt: new Date(entry.claimedMs).toISOString() };
  return openSnapshot({ entry: claimed, last, isWhole, resumable: sessionOf(entry.session), segmentMs, ...clocks });
};

/** Enters a claim into the log, if the number is free. */
export const enter = (world: World, claim: ModelClaim): void => {
  if (world.log.some(({ epoch }) => epoch === claim.epoch)) return;
  const last = lastEntry(world);
  promise(claim.epoch === (last?.epoch ?? 0) + 1, `epoch ${claim.epoch} leaves a hole in the log`);
  promise(claim.firstSequence >= (last?.firstSequence ?? 0), `epoch ${claim.epoch} goes back in sequence`);
  const hasEnded = world.log.some(({ session, end }) => end && session === claim.session);
  promise(!hasEnded, `${claim.session} has ended, and is claimed again`);
  const isOpen = last !== undefined && !last.end;
  promise(!isOpen || last.session === claim.session, `${claim.session} begins while ${last?.session} is open`);
  world.log.push(claim);
  checkTold(world);
};

/** Another pod has taken over: what waits is forgotten. */
export const stopPublishing = (world: World, index: number, rules: SessionRules): void => {
  const pod = world.pods[index];
  if (pod?.life === 'draining') Object.assign(pod, newPod('gone'));
  else dispatch(world, index, { kind: 'laterClaim' }, rules);
};

const outcomeOf = (entry: ModelClaim, claim: ModelClaim): Parameters<typeof isSettled>[0] => {
  const isOurs = entry.pod === claim.pod && entry.claimedMs === claim.claimedMs && entry.session === claim.session;
  return isOurs ? { kind: 'won' } : { kind: 'lost', owner: entry };
};

/** True when the log has a number that this pod neither knows nor has claimed. */
export const isOvertaken = ({ log }: World, { claims, state }: ModelPod): boolean => {
  const settled = (claims[0]?.epoch ?? state.counters.lastEpoch + 1) - 1;
  return log.some((entry) => {
    const claim = claims.find(({ epoch }) => epoch === entry.epoch);
    return entry.epoch > settled && !(claim && isSettled(outcomeOf(entry, claim), claim));
  });
};

/** The answer to a claim: settles it, or makes the pod stop. */
export const settleClaim = (world: World, index: number, rules: SessionRules): void => {
  const pod = world.pods[index];
  const claim = pod?.claims[0];
  const entry = world.log.find(({ epoch }) => epoch === claim?.epoch);
  if (!pod || !claim || !entry) return;
  if (isSettled(outcomeOf(entry, claim), claim)) pod.claims.shift();
  else stopPublishing(world, index, rules);
};
