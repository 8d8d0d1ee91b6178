/** What an agent begins with: the state that its predecessor in the same pod kept, or what the bucket says. */

import { listSession, type SessionListing } from '@kubecast/media/session-listing';
import type { AgentStorage } from './agent-storage.ts';
import { restoreSession } from './session/restore-session.ts';
import { initialSessionState, type Session, type SessionState } from './session/session-state.ts';
import type { StateKeeper } from './state/kept-state.ts';

/** A state, and the master playlist that belongs to it. */
export interface AgentBeginning {
  readonly state: SessionState;
  readonly master: string | undefined;
}

/** Reads the window directory. */
export const readBeginning = (keeper: StateKeeper, rules: { graceMs: number }): AgentBeginning => {
  const kept = keeper.read();
  const state = kept && restoreSession(kept.state, rules);
  return state ? { state, master: kept?.master } : { state: initialSessionState, master: undefined };
};

/** The session whose window is to be shown from the start; undefined for none. */
export const sessionOf = (state: SessionState): Session | undefined => {
  if (state.phase === 'Live' || state.phase === 'Reconnecting') return state.session;
  return state.phase === 'Idle' ? state.ended : undefined;
};

/** What the bucket holds of a session, or nothing when it does not answer in time: what is in memory is shown anyway. */
export const listWithin = async (
  { store, context }: AgentStorage,
  session: string,
  budgetMs: number,
): Promise<SessionListing> => {
  const nothing: SessionListing = new Map();
  return listSession(store, context.stream, session, AbortSignal.timeout(budgetMs)).catch(() => nothing);
};
