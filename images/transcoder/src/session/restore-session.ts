/** How a session goes on in a restarted container, from the state that the window directory kept. */
import type { ReconnectingState, SessionState } from './session-state.ts';

/** The encoder of a crashed agent is gone; its session waits for it as after any drop. */
const waitingFor = (state: Extract<SessionState, { phase: 'Live' }>, graceMs: number): ReconnectingState => {
  const { counters, known, session, sinceMs } = state;
  const lastMediaMs = Math.max(counters.lastEndMs, sinceMs);
  return {
    phase: 'Reconnecting',
    counters,
    known,
    session,
    sinceMs: lastMediaMs,
    deadlineMs: lastMediaMs + graceMs,
  };
};

/**
 * The state to begin with, or undefined to begin from the epoch log: a retired agent's knowledge is no longer the truth
 * (superseded), or has been made complete in the bucket (shutdown).
 */
export const restoreSession = (kept: SessionState, rules: { graceMs: number }): SessionState | undefined => {
  if (kept.phase === 'Retired') return undefined;
  return kept.phase === 'Live' ? waitingFor(kept, rules.graceMs) : kept;
};
