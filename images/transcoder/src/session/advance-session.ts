/**
 * The session's state machine (`session-state.ts` has the diagram): pure, so that every interleaving can be tried. What holds:
 * - at most one epoch runs; epochs rise by one, sequences never go back;
 * - a session ends once; the next media starts another one, whose numbers go on;
 * - media never waits: a number is given at once, and claimed afterwards.
 */
import { resumeFromLog } from './resume-from-log.ts';
import type { SessionEffect, SessionEvent, Transition } from './session-event.ts';
import type { Counters, IdleState, LiveState, ReconnectingState, Session, SessionState } from './session-state.ts';

export interface SessionRules {
  readonly graceMs: number;
  readonly segmentMs: number;
}

type EventOf<Kind extends SessionEvent['kind']> = Extract<SessionEvent, { kind: Kind }>;

/** An ffmpeg's successor needs a moment even where the stream grants no grace at all. */
const crashGraceMs = 10_000;

const unchanged = (state: SessionState): Transition<SessionState> => ({ state, effects: [] });

/** Until an epoch of ours, numbers go on behind a pod of which only the bucket tells. */
const takesOver = (state: IdleState | ReconnectingState): boolean =>
  state.phase === 'Reconnecting' && state.adopted?.closed === false;

const beginEpoch = (
  state: IdleState | ReconnectingState,
  session: Session,
  atMs: number,
): { state: LiveState; effects: SessionEffect[] } => {
  const epoch = state.counters.lastEpoch + 1;
  const anchorMs = Math.max(atMs, state.counters.lastEndMs);
  const firstSequence = state.counters.nextSequence;
  const counters: Counters = { ...state.counters, lastEpoch: epoch };
  return {
    state: { phase: 'Live', counters, known: state.known, session, sinceMs: atMs, after: 'wait' },
    effects: [{ kind: 'beginEpoch', session, epoch, firstSequence, anchorMs, takesOver: takesOver(state) }],
  };
};

/** A pod that we have not seen go may have announced a segment for every one that fits the time since the log was read. */
const behindOthers = (state: ReconnectingState, atMs: number, segmentMs: number): ReconnectingState => {
  const { adopted, counters } = state;
  if (!adopted || adopted.closed) return state;
  const unseen = Math.max(0, Math.ceil((atMs - adopted.readAtMs) / segmentMs));
  return { ...state, counters: { ...counters, nextSequence: counters.nextSequence + unseen } };
};

const endSession = (
  state: ReconnectingState,
  atMs: number,
  { segmentMs }: SessionRules,
): { state: IdleState; effects: SessionEffect[] } => {
  const { counters, known, session } = behindOthers(state, atMs, segmentMs);
  const epoch = counters.lastEpoch + 1;
  const ended = { ...session, endedAtMs: atMs, lastEpoch: counters.lastEpoch };
  return {
    state: { phase: 'Idle', counters: { ...counters, lastEpoch: epoch }, known, ended },
    effects: [
      { kind: 'disarmGrace' },
      {
        kind: 'endSession',
        sessionId: session.id,
        epoch,
        firstSequence: counters.nextSequence,
        takesOver: takesOver(state),
      },
    ],
  };
};

const newSession = (event: EventOf<'mediaStarted'>): Session => ({
  id: event.newSessionId,
  startedAtMs: event.atMs,
  source: event.source,
  format: event.format,
});

const onMediaWhileReconnecting = (state: ReconnectingState, event: EventOf<'mediaStarted'>, rules: SessionRules) => {
  if (event.atMs < state.deadlineMs) {
    const from = behindOthers(state, event.atMs, rules.segmentMs);
    const { state: live, effects } = beginEpoch(from, { ...state.session, source: event.source }, event.atMs);
    return { state: live, effects: [{ kind: 'disarmGrace' } as const, ...effects] };
  }
  const ended = endSession(state, event.atMs, rules);
  const begun = beginEpoch(ended.state, newSession(event), event.atMs);
  return { state: begun.state, effects: [...ended.effects, ...begun.effects] };
};

const onMediaStarted = (
  state: SessionState,
  event: EventOf<'mediaStarted'>,
  rules: SessionRules,
): Transition<SessionState> => {
  if (state.phase === 'Idle') return beginEpoch(state, newSession(event), event.atMs);
  if (state.phase === 'Reconnecting') return onMediaWhileReconnecting(state, event, rules);
  return { state, effects: [{ kind: 'refuseEpoch' }] };
};

const onSegmentClosed = (state: SessionState, event: EventOf<'segmentClosed'>): Transition<SessionState> => {
  if (state.phase !== 'Live') return unchanged(state);
  // Every rendition closes the same segment: only the first one tells something new.
  if (event.sequence < state.counters.nextSequence) return unchanged(state);
  const nextSequence = event.sequence + 1;
  const lastEndMs = Math.max(state.counters.lastEndMs, event.endMs);
  return unchanged({ ...state, counters: { ...state.counters, nextSequence, lastEndMs } });
};

const retired = (state: SessionState, reason: 'shutdown' | 'superseded'): Transition<SessionState> => {
  const { counters, known } = state;
  const session = 'session' in state && state.session ? { session: state.session } : {};
  return {
    state: { phase: 'Retired', counters, known, reason, ...session },
    effects: [{ kind: 'disarmGrace' }, { kind: 'retire', reason }],
  };
};

const reconnecting = (state: LiveState, atMs: number, graceMs: number): ReconnectingState => {
  const { counters, known, session } = state;
  return { phase: 'Reconnecting', counters, known, session, sinceMs: atMs, deadlineMs: atMs + graceMs };
};

const onEpochEnded = (
  state: SessionState,
  event: EventOf<'epochEnded'>,
  rules: SessionRules,
): Transition<SessionState> => {
  if (state.phase !== 'Live') return unchanged(state);
  if (state.after === 'retire') return retired(state, 'shutdown');
  const graceMs = event.cause === 'crashed' ? Math.max(rules.graceMs, crashGraceMs) : rules.graceMs;
  const next = reconnecting(state, event.atMs, graceMs);
  if (state.after === 'end') return endSession(next, event.atMs, rules);
  return { state: next, effects: [{ kind: 'armGrace', deadlineMs: next.deadlineMs }] };
};

/** A session that another pod may still serve is ended only after another look at the log. */
const onGraceElapsed = (
  state: SessionState,
  event: EventOf<'graceElapsed'>,
  rules: SessionRules,
): Transition<SessionState> => {
  if (state.phase !== 'Reconnecting' || event.atMs < state.deadlineMs) return unchanged(state);
  return state.adopted ? { state, effects: [{ kind: 'readLog' }] } : endSession(state, event.atMs, rules);
};

const onEndRequested = (
  state: SessionState,
  event: EventOf<'endRequested'>,
  rules: SessionRules,
): Transition<SessionState> => {
  if (state.phase === 'Reconnecting') return endSession(state, event.atMs, rules);
  if (state.phase !== 'Live' || state.after !== 'wait') return unchanged(state);
  return { state: { ...state, after: 'end' }, effects: [{ kind: 'disconnectEncoder' }] };
};

const onShutdown = (state: SessionState): Transition<SessionState> => {
  if (state.phase === 'Retired') return unchanged(state);
  if (state.phase !== 'Live') return retired(state, 'shutdown');
  return { state: { ...state, after: 'retire' }, effects: [{ kind: 'disconnectEncoder' }] };
};

const onLaterClaim = (state: SessionState): Transition<SessionState> => {
  if (state.phase === 'Retired') return unchanged(state);
  const { state: next, effects } = retired(state, 'superseded');
  return { state: next, effects: [{ kind: 'disconnectEncoder' }, ...effects] };
};

/** What `event` makes of `state`, and what is to be done, in order. */
export const advanceSession = (
  state: SessionState,
  event: SessionEvent,
  rules: SessionRules,
): Transition<SessionState> => {
  switch (event.kind) {
    case 'mediaStarted':
      return onMediaStarted(state, event, rules);
    case 'segmentClosed':
      return onSegmentClosed(state, event);
    case 'epochEnded':
      return onEpochEnded(state, event, rules);
    case 'graceElapsed':
      return onGraceElapsed(state, event, rules);
    case 'logRead':
      return resumeFromLog(state, event, rules);
    case 'laterClaim':
      return onLaterClaim(state);
    case 'endRequested':
      return onEndRequested(state, event, rules);
    case 'shutdown':
      return onShutdown(state);
  }
};
