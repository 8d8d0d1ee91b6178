/**
 * Whether a viewer follows the live edge: that is what an interruption must give back, wherever it took the picture. A viewer
 * leaves the edge by going back or by pausing, and is there again by going to it.
 */
import { type DvrWindow, isAtLiveEdge } from './dvr-window.ts';
import type { PlayerState } from './player-state.ts';
import type { StateStore } from './state-store.ts';

/** Pure: whether a viewer who goes to `positionSeconds` follows the live edge from there on. */
export const isLivePosition = (window: DvrWindow | undefined, positionSeconds: number): boolean =>
  window === undefined || isAtLiveEdge({ ...window, positionSeconds });

/** Keeps `followsLive` through pause and play. The pause at the end, and that of a video which lost its engine, are nobody's wish. */
export const followIntent = (video: HTMLVideoElement, store: StateStore<PlayerState>, signal: AbortSignal): void => {
  const onPause = (): void => {
    if (!video.ended && video.readyState > 0) store.update({ followsLive: false });
  };
  const onPlay = (): void => {
    if (isLivePosition(store.getSnapshot().window, video.currentTime)) store.update({ followsLive: true });
  };
  video.addEventListener('pause', onPause, { signal });
  video.addEventListener('play', onPlay, { signal });
};
