import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceSession } from './advance-session.ts';
import type { LogSnapshot, SessionEffect, SessionEvent } from './session-event.ts';
import { initialSessionState, type Session, type SessionState } from './session-state.ts';

const rules = { graceMs: 10_000, segmentMs: 2000 };
const source = { videoCodec: 'h264', width: 1280, height: 720, frameRate: 30 };
const format = { frameRate: { numerator: 30, denominator: 1 }, renditions: [] };
const foreign: Session = { id: 'foreign', startedAtMs: 0, source, format };

const emptyLog: LogSnapshot = { lastEpoch: 0, nextSequence: 0, lastEndMs: 0 };
const closedLog: LogSnapshot = { lastEpoch: 7, nextSequence: 90, lastEndMs: 500 };
const openLog = (lastMediaMs: number, resumable?: Session): LogSnapshot => ({
  ...closedLog,
  open: { id: 'foreign', lastMediaMs, closed: false, recording: true, ...(resumable && { resumable }) },
});

/** What can happen, as a step of a story: each knows how to become an event at its time. */
const steps = {
  media: (atMs: number): SessionEvent => ({ kind: 'mediaStarted', atMs, newSessionId: `s${atMs}`, source, format }),
  segment: (_: number, world: World): SessionEvent => ({
    kind: 'segmentClosed',
    sequence: world.nextOfEpoch,
    endMs: world.nowMs,
  }),
  dropped: (atMs: number): SessionEvent => ({ kind: 'epochEnded', atMs, cause: 'dropped' }),
  crashed: (atMs: number): SessionEvent => ({ kind: 'epochEnded', atMs, cause: 'crashed' }),
  grace: (atMs: number): SessionEvent => ({ kind: 'graceElapsed', atMs }),
  logEmpty: (atMs: number): SessionEvent => ({ kind: 'logRead', atMs, log: emptyLog }),
  logClosed: (atMs: number): SessionEvent => ({ kind: 'logRead', atMs, log: closedLog }),
  logOpen: (atMs: number): SessionEvent => ({ kind: 'logRead', atMs, log: openLog(atMs - 1000, foreign) }),
  logExpired: (atMs: number): SessionEvent => ({ kind: 'logRead', atMs, log: openLog(atMs - 60_000, foreign) }),
  laterClaim: (): SessionEvent => ({ kind: 'laterClaim' }),
  end: (atMs: number): SessionEvent => ({ kind: 'endRequested', atMs }),
  shutdown: (): SessionEvent => ({ kind: 'shutdown' }),
} as const;

type Step = keyof typeof steps;
const stepNames = Object.keys(steps) as Step[];

/** The outside as the effects make it, with every promise of the machine checked on the way. */
class World {
  state: SessionState = initialSessionState;
  nowMs = 1_000_000;
  nextOfEpoch = 0;
  #running = false;
  #lastOfLog = 0;
  #lastBegun = 0;
  #nextSequence = 0;
  readonly #taken = new Set<number>();
  readonly #ended = new Set<string>();

  take(step: Step): void {
    this.nowMs += 1000;
    if (step === 'grace' && this.state.phase === 'Reconnecting') {
      this.nowMs = Math.max(this.nowMs, this.state.deadlineMs);
    }
    const event = steps[step](this.nowMs, this);
    if (!this.#canHappen(event)) return;
    const before = this.state;
    const { state, effects } = advanceSession(before, event, rules);
    this.state = state;
    this.#checkMediaNeverWaits(before, event, effects);
    this.#checkRetired(before, effects);
    if (event.kind === 'segmentClosed') this.#closeSegment();
    if (event.kind === 'epochEnded') this.#running = false;
    for (const effect of effects) this.#apply(effect);
  }

  /** The driver tells of segments and ends only while an epoch runs, and the log only grows. */
  #canHappen(event: SessionEvent): boolean {
    if (event.kind === 'segmentClosed' || event.kind === 'epochEnded') return this.#running;
    if (event.kind !== 'logRead') return true;
    const canFollow = event.log.lastEpoch >= this.#lastOfLog;
    this.#lastOfLog = Math.max(this.#lastOfLog, event.log.lastEpoch);
    return canFollow;
  }

  #checkMediaNeverWaits(before: SessionState, event: SessionEvent, effects: readonly SessionEffect[]): void {
    if (event.kind !== 'mediaStarted') return;
    const canBegin = before.phase === 'Idle' || before.phase === 'Reconnecting';
    expect(effects.at(-1)?.kind).toBe(canBegin ? 'beginEpoch' : 'refuseEpoch');
  }

  #checkRetired(before: SessionState, effects: readonly SessionEffect[]): void {
    if (before.phase !== 'Retired') return;
    expect(this.state.phase).toBe('Retired');
    // One that goes before it knew its numbers moves them still, so that what it made can be uploaded.
    const allowed = before.known ? ['refuseEpoch'] : ['refuseEpoch', 'renumber', 'endSession'];
    expect(effects.filter(({ kind }) => !allowed.includes(kind))).toEqual([]);
  }

  #closeSegment(): void {
    this.nextOfEpoch += 1;
    this.#nextSequence = Math.max(this.#nextSequence, this.nextOfEpoch);
  }

  #apply(effect: SessionEffect): void {
    if (effect.kind === 'beginEpoch') this.#begin(effect);
    if (effect.kind === 'endSession') this.#end(effect);
    if (effect.kind === 'renumber') this.#renumber(effect);
  }

  #begin(effect: Extract<SessionEffect, { kind: 'beginEpoch' }>): void {
    expect(this.#running, 'one running epoch at most').toBe(false);
    expect(this.#ended.has(effect.session.id), 'an ended session stays ended').toBe(false);
    expect(effect.epoch, 'epochs rise').toBeGreaterThan(this.#lastBegun);
    expect(effect.firstSequence, 'sequences never go back').toBeGreaterThanOrEqual(this.#nextSequence);
    this.#take(effect.epoch);
    this.#running = true;
    this.#lastBegun = effect.epoch;
    this.nextOfEpoch = effect.firstSequence;
  }

  #end(effect: Extract<SessionEffect, { kind: 'endSession' }>): void {
    // The log that the steps tell of may say twice that the foreign session is open: it is the same claim then.
    if (effect.sessionId !== 'foreign') {
      expect(this.#ended.has(effect.sessionId), 'a session ends once').toBe(false);
      expect(effect.firstSequence).toBeGreaterThanOrEqual(this.#nextSequence);
    }
    this.#ended.add(effect.sessionId);
    this.#take(effect.epoch);
  }

  #renumber(effect: Extract<SessionEffect, { kind: 'renumber' }>): void {
    const moved = [...this.#taken].map((epoch) => epoch + effect.epochs);
    this.#taken.clear();
    for (const epoch of moved) this.#taken.add(epoch);
    this.#lastBegun += this.#lastBegun > 0 ? effect.epochs : 0;
    this.#nextSequence += effect.sequences;
    this.nextOfEpoch += effect.sequences;
  }

  #take(epoch: number): void {
    expect(this.#taken.has(epoch), `epoch ${epoch} has one owner`).toBe(false);
    this.#taken.add(epoch);
  }
}

const play = (story: readonly Step[]): World => {
  const world = new World();
  for (const step of story) world.take(step);
  return world;
};

/** Every story of `depth` steps; each prefix is one, too. */
function* stories(depth: number): Generator<Step[]> {
  if (depth === 0) {
    yield [];
    return;
  }
  for (const story of stories(depth - 1)) for (const step of stepNames) yield [...story, step];
}

describe('advanceSession', () => {
  it('keeps its promises in every story of four steps', () => {
    for (const story of stories(4)) expect(() => play(story), story.join(' ')).not.toThrow();
  });

  it('keeps its promises in long stories', () => {
    const story = fc.array(fc.constantFrom(...stepNames), { minLength: 5, maxLength: 40 });
    fc.assert(
      fc.property(story, (taken) => {
        play(taken);
      }),
      { numRuns: 3000 },
    );
  });

  it('continues the session with the next epoch when the encoder returns within its grace', () => {
    const { state } = play(['logEmpty', 'media', 'segment', 'dropped', 'media']);
    expect(state).toMatchObject({
      phase: 'Live',
      session: { id: 's1002000' },
      counters: { lastEpoch: 2, nextSequence: 1 },
    });
  });

  it('begins another session behind the end when the encoder returns after its grace', () => {
    const { state } = play(['logEmpty', 'media', 'segment', 'dropped', 'grace', 'media']);
    expect(state).toMatchObject({ phase: 'Live', session: { id: 's1015000' }, counters: { lastEpoch: 3 } });
  });

  it('ends the session of another pod only after a second look at the log', () => {
    const waiting = play(['logOpen', 'grace']);
    expect(waiting.state.phase).toBe('Reconnecting');
    waiting.take('logOpen');
    expect(waiting.state.phase).toBe('Reconnecting');
    waiting.take('grace');
    waiting.take('logExpired');
    expect(waiting.state).toMatchObject({ phase: 'Idle', ended: { id: 'foreign' }, counters: { lastEpoch: 8 } });
  });

  it('leaves room for what another pod may have announced since the log was read', () => {
    const { state } = play(['logOpen', 'segment', 'segment', 'segment', 'media']);
    // Four seconds, two segments.
    expect(state).toMatchObject({ phase: 'Live', counters: { lastEpoch: 8, nextSequence: 92 } });
  });

  it.each([
    ['nothing but the bucket tells of', { readAtMs: 0, closed: false, recording: true }, true],
    ['has left its last number', { readAtMs: 0, closed: true, recording: true }, false],
    ['is this one', undefined, false],
  ])('says whether it takes over when the pod before %s', (_, adopted, takesOver) => {
    const { state } = play(['logEmpty', 'media', 'segment', 'dropped']);
    if (state.phase !== 'Reconnecting') throw new Error(`The session is ${state.phase}`);
    const media = { kind: 'mediaStarted', atMs: state.sinceMs, newSessionId: 'next', ...state.session } as const;
    const { effects } = advanceSession({ ...state, ...(adopted && { adopted }) }, media, rules);
    expect(effects.at(-1)).toMatchObject({ kind: 'beginEpoch', takesOver });
  });

  it('moves provisional numbers behind the log when it is read late', () => {
    const { state } = play(['media', 'segment', 'segment', 'logExpired']);
    expect(state).toMatchObject({
      phase: 'Live',
      known: true,
      // 7 are taken, 8 ends the open session, ours is 9.
      counters: { lastEpoch: 9, nextSequence: 92 },
    });
  });

  it('does not end the session when the pod is told to go', () => {
    const { state } = play(['logEmpty', 'media', 'segment', 'shutdown', 'dropped']);
    expect(state).toMatchObject({ phase: 'Retired', reason: 'shutdown', session: { id: 's1002000' } });
  });
});
