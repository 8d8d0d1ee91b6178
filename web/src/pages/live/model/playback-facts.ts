/** Of the player's many states the little that the page around it shows. Pure. */
import type { PlayerPhase, PlayerState } from '../../../player/core/player-state.ts';
import { type PageState, pageState } from '../../../player/live/view-state.ts';

export interface PlaybackFacts {
  readonly phase: PlayerPhase;
  readonly shown: PageState;
  /** Somebody watches: the picture moves, or would. */
  readonly isWatched: boolean;
  readonly isSilent: boolean;
  /** How far back the bar goes, in whole minutes. */
  readonly windowMinutes: number;
}

const watchedPhases: ReadonlySet<PlayerPhase> = new Set(['playing', 'buffering', 'reconnecting']);

/** Before the player has said anything. */
export const firstFacts: PlaybackFacts = {
  phase: 'connecting',
  shown: 'connecting',
  isWatched: false,
  isSilent: false,
  windowMinutes: 0,
};

/** What a state says. */
export const playbackFacts = (state: PlayerState): PlaybackFacts => {
  const { phase, window, isPaused, isMuted: isSilent } = state;
  const seconds = window ? window.liveSeconds - window.startSeconds : 0;
  return {
    phase,
    shown: pageState(state),
    isWatched: watchedPhases.has(phase) && !isPaused && window?.isEnded !== true,
    isSilent,
    windowMinutes: Math.max(0, Math.floor(seconds / 60)),
  };
};

/** The player tells many times a second: `before` itself where nothing of it differs. */
export const nextFacts = (before: PlaybackFacts, state: PlayerState): PlaybackFacts => {
  const next = playbackFacts(state);
  const isSame =
    next.phase === before.phase &&
    next.shown === before.shown &&
    next.isWatched === before.isWatched &&
    next.isSilent === before.isSilent &&
    next.windowMinutes === before.windowMinutes;
  return isSame ? before : next;
};
