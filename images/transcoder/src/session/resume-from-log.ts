/**
 * What the bucket's log means for a pod: numbers go on where the last pod left them, an open session is resumed within its
 * grace and ended after it, and numbers given out before the log could be read are moved behind it.
 */
import type { LogSnapshot, OpenSession, SessionEffect, SessionEvent, Transition } from './session-event.ts';
import type {
  Counters,
  EndedSession,
  IdleState,
  ReconnectingState,
  RetiredState,
  Session,
  SessionState,
} from './session-state.ts';

type LogRead = Extract<SessionEvent, { kind: 'logRead' }>;

interface Rules {
  readonly graceMs: number;
}

const countersOf = ({ lastEpoch, nextSequence, lastEndMs }: LogSnapshot): Counters => ({
  lastEpoch,
  nextSequence,
  lastEndMs,
});

const endOpen = (open: OpenSession, log: LogSnapshot): SessionEffect => ({
  kind: 'endSession',
  sessionId: open.id,
  epoch: log.lastEpoch + 1,
  firstSequence: log.nextSequence,
  takesOver: !open.closed,
});

const adopt = (open: OpenSession, session: Session, { atMs, log }: LogRead, rules: Rules) => {
  const deadlineMs = open.lastMediaMs + rules.graceMs;
  const state: ReconnectingState = {
    phase: 'Reconnecting',
    counters: countersOf(log),
    known: true,
    session,
    sinceMs: Math.min(open.lastMediaMs, atMs),
    deadlineMs,
    adopted: { readAtMs: atMs, closed: open.closed, recording: open.recording },
  };
  return {
    state,
    effects: [
      { kind: 'adoptSession', session },
      { kind: 'armGrace', deadlineMs },
    ] as const,
  };
};

const startFromLog = (event: LogRead, rules: Rules): Transition<SessionState> => {
  const { log, atMs } = event;
  const counters = countersOf(log);
  if (!log.open) return { state: { phase: 'Idle', counters, known: true }, effects: [] };
  const { open } = log;
  if (open.resumable && atMs < open.lastMediaMs + rules.graceMs) return adopt(open, open.resumable, event, rules);
  const ended: Counters = { ...counters, lastEpoch: log.lastEpoch + 1 };
  return { state: { phase: 'Idle', counters: ended, known: true }, effects: [endOpen(open, log)] };
};

const movedEnded = (ended: EndedSession | undefined, epochs: number) =>
  ended ? { ended: { ...ended, lastEpoch: ended.lastEpoch + epochs } } : {};

/** Provisional numbers began at epoch 1 and sequence 0. */
const moveBehindLog = (state: SessionState, { log }: LogRead): Transition<SessionState> => {
  const epochs = log.lastEpoch + (log.open ? 1 : 0);
  const sequences = log.nextSequence;
  const counters: Counters = {
    lastEpoch: state.counters.lastEpoch + epochs,
    nextSequence: state.counters.nextSequence + sequences,
    lastEndMs: Math.max(state.counters.lastEndMs, log.lastEndMs),
  };
  const renumber: SessionEffect[] = epochs + sequences > 0 ? [{ kind: 'renumber', epochs, sequences }] : [];
  const end = log.open ? [endOpen(log.open, log)] : [];
  const moved = { ...state, counters, known: true };
  const next = moved.phase === 'Idle' ? { ...moved, ...movedEnded(moved.ended, epochs) } : moved;
  return { state: next, effects: [...renumber, ...end] };
};

const isUntouched = (state: SessionState): state is IdleState =>
  state.phase === 'Idle' && state.counters.lastEpoch === 0;

/** Another look at the log before the end of a session that others may serve: it may have gone on elsewhere. */
const confirmEnd = (state: SessionState, event: LogRead, rules: Rules): Transition<SessionState> => {
  if (state.phase !== 'Reconnecting' || !state.adopted) return { state, effects: [] };
  const { state: next, effects } = startFromLog(event, rules);
  if (next.phase !== 'Idle') return { state: next, effects };
  const ended = { ...state.session, endedAtMs: event.atMs, lastEpoch: state.counters.lastEpoch };
  return { state: { ...next, ended }, effects: [{ kind: 'disarmGrace' }, ...effects] };
};

/** A pod that goes before it knew its numbers still has to bring what it made into the bucket. */
const isOwed = ({ known, reason, counters }: RetiredState): boolean =>
  !known && reason === 'shutdown' && counters.lastEpoch > 0;

/** A pod that waits for its first caller learns of a session that another one still brought into the log. */
const followLog = (state: IdleState, event: LogRead, rules: Rules): Transition<SessionState> =>
  event.log.lastEpoch > state.counters.lastEpoch ? startFromLog(event, rules) : { state, effects: [] };

/** The transition for `logRead`. */
export const resumeFromLog = (state: SessionState, event: LogRead, rules: Rules): Transition<SessionState> => {
  if (state.phase === 'Retired' && !isOwed(state)) return { state, effects: [] };
  if (state.known && state.phase === 'Idle') return followLog(state, event, rules);
  if (state.known) return confirmEnd(state, event, rules);
  return isUntouched(state) ? startFromLog(event, rules) : moveBehindLog(state, event);
};
