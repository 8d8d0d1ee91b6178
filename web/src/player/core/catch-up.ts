/**
 * Makes good by speed what a join or a short stall cost, without a jump and without being heard. hls.js does it for whoever is within
 * some segments of its target; here it is for who follows the live edge and is at most one behind, and ends when either does.
 */
import type Hls from 'hls.js';
import { behindSeconds } from './dvr-window.ts';
import type { EngineContext } from './engine.ts';
import type { PlayerState } from './player-state.ts';

const catchUpRate = 1.1;

type KnownOfPlayer = Pick<PlayerState, 'phase' | 'followsLive' | 'window'>;

/** Pure. */
export const mayCatchUp = ({ phase, followsLive, window }: KnownOfPlayer): boolean =>
  phase === 'playing' &&
  followsLive &&
  window !== undefined &&
  !window.isEnded &&
  behindSeconds(window) <= window.targetDurationSeconds;

export const catchUp = (hls: Hls, { video, store, signal }: EngineContext): void => {
  const allow = (rate: number): void => {
    if (hls.config.maxLiveSyncPlaybackRate === rate) return;
    hls.config.maxLiveSyncPlaybackRate = rate;
    // hls.js leaves the video as fast as it was when it may not change that any more.
    if (rate === 1) video.playbackRate = 1;
  };
  const stop = store.subscribe(() => allow(mayCatchUp(store.getSnapshot()) ? catchUpRate : 1));
  signal.addEventListener(
    'abort',
    () => {
      stop();
      allow(1);
    },
    { once: true },
  );
};
