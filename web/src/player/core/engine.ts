/** What plays a stream into the video element: hls.js, or the browser itself. Ended by the signal that it was made with. */
import type Hls from 'hls.js';
import type { StateStore } from '../../state/state-store.ts';
import type { MediaFaultHistory } from './interruptions/media-faults.ts';
import type { Place } from './interruptions/place.ts';
import type { PlayerState, QualityChoice } from './player-state.ts';

export interface EngineContext {
  readonly video: HTMLVideoElement;
  /** Of the master playlist. */
  readonly url: string;
  readonly store: StateStore<PlayerState>;
  readonly signal: AbortSignal;
  /** Where to begin. */
  readonly place: Place;
  /** What outlives an engine. */
  readonly faults: { media: MediaFaultHistory };
  /** Asks for a new engine in this one's place, where the viewer is, or so many seconds further on. */
  readonly rebuild: (skipSeconds?: number) => void;
}

export interface Engine {
  /** Absent where the browser plays by itself. */
  readonly hls: Hls | undefined;
  /** Puts the window of this very moment into the store. */
  readonly look: () => void;
  readonly setQuality: (choice: QualityChoice) => void;
}
