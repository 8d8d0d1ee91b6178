/** What plays a stream into the video element: hls.js, or the browser itself. Ended by the signal that it was made with. */
import type Hls from 'hls.js';
import type { PlayerState, QualityChoice } from './player-state.ts';
import type { StateStore } from './state-store.ts';

export interface EngineContext {
  readonly video: HTMLVideoElement;
  /** Of the master playlist. */
  readonly url: string;
  readonly store: StateStore<PlayerState>;
  readonly signal: AbortSignal;
  /** Asks for a new engine in this one's place. */
  readonly rebuild: () => void;
}

export interface Engine {
  /** Absent where the browser plays by itself. */
  readonly hls: Hls | undefined;
  readonly setQuality: (choice: QualityChoice) => void;
}
