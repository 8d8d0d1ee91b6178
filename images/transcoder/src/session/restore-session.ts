/** How a session goes on in a restarted container, from the state that the window directory kept. */
import type { ReconnectingState, Session, SessionState } from './session-state.ts';

/** The encoder of an agent that ended is gone; its session waits for it as after any drop. */
const waitingFor = (
  { counters, known }: Pick<SessionState, 'counters' | 'known'>,
  session: Session,
  lastMediaMs: number,
  graceMs: number,
): ReconnectingState => ({
  phase: 'Reconnecting',
  counters,
  known,
  session,
  sinceMs: lastMediaMs,
  deadlineMs: lastMediaMs + graceMs,
});

/**
 * The state to begin with, or undefined to begin from the epoch log, where an agent was superseded: its knowledge is no longer
 * the truth. One that was shut down may have left files in the spool, under numbers that only its own state knows.
 */
export const restoreSession = (kept: SessionState, { graceMs }: { graceMs: number }): SessionState | undefined => {
  switch (kept.phase) {
    case 'Live':
      return waitingFor(kept, kept.session, Math.max(kept.counters.lastEndMs, kept.sinceMs), graceMs);
    case 'Retired': {
      const { reason, session, counters, known } = kept;
      if (reason === 'superseded') return undefined;
      return session ? waitingFor(kept, session, counters.lastEndMs, graceMs) : { phase: 'Idle', counters, known };
    }
    default:
      return kept;
  }
};
