/** What an agent begins with: the state that its predecessor in the same pod kept, or what the bucket says. */

import type { AnnouncedJournal } from './origin/announced-journal.ts';
import type { OpenParts } from './origin/open-parts.ts';
import { type RecoveredSegment, recoverSegments, withRecovered } from './session/recover-segments.ts';
import { restoreSession } from './session/restore-session.ts';
import { initialSessionState, type Session, type SessionState } from './session/session-state.ts';
import type { StateKeeper } from './state/kept-state.ts';

/** A state, the master playlist that belongs to it, and the segments that are closed only now. */
export interface AgentBeginning {
  readonly state: SessionState;
  readonly master: string | undefined;
  readonly recovered: readonly RecoveredSegment[];
}

export interface KeptMemory {
  readonly keeper: StateKeeper;
  readonly parts: OpenParts;
  readonly journal: AnnouncedJournal;
}

/** An agent that was killed while it was live left a segment open. */
const recover = (state: SessionState, { parts, journal }: KeptMemory): readonly RecoveredSegment[] => {
  if (state.phase !== 'Live') return [];
  const { id, format } = state.session;
  const { lastEpoch } = state.counters;
  return recoverSegments({
    parts: parts.restore().filter(({ session, epoch }) => session === id && epoch === lastEpoch),
    renditions: format.renditions.map(({ name }) => name),
    announced: (rendition) => journal.read(id, rendition),
  });
};

/** Reads the window directory. */
export const readBeginning = (memory: KeptMemory, rules: { graceMs: number }): AgentBeginning => {
  const kept = memory.keeper.read();
  const recovered = kept ? recover(kept.state, memory) : [];
  const state = kept && restoreSession(withRecovered(kept.state, recovered), rules);
  return state
    ? { state, master: kept?.master, recovered }
    : { state: initialSessionState, master: undefined, recovered: [] };
};

/** The session whose window is to be shown from the start; undefined for none. */
export const sessionOf = (state: SessionState): Session | undefined => {
  if (state.phase === 'Live' || state.phase === 'Reconnecting') return state.session;
  return state.phase === 'Idle' ? state.ended : undefined;
};
