/**
 * What a viewer wants. Whether to play: an engine that is replaced leaves the video paused. Whether to follow the live edge: that is
 * what an interruption must give back, wherever it took the picture. A viewer leaves the edge by going back or by pausing, and is there
 * again by going to it.
 */
import type { StateStore } from '../../state/state-store.ts';
import { type DvrWindow, isAtLiveEdge } from './dvr-window.ts';
import type { PlayerState } from './player-state.ts';

/** Pure: whether a viewer who goes to `positionSeconds` follows the live edge from there on. */
export const isLivePosition = (window: DvrWindow | undefined, positionSeconds: number): boolean =>
  window === undefined || isAtLiveEdge({ ...window, positionSeconds });

/**
 * Keeps `wantsToPlay` and `followsLive` through pause and play. The pause at the end, and those of a video which lost its engine or
 * whose decoder is failing, are nobody's wish.
 */
export const followIntent = (
  video: HTMLVideoElement,
  store: StateStore<PlayerState>,
  { signal, isFailing }: { readonly signal: AbortSignal; readonly isFailing: () => boolean },
): void => {
  const onPause = (): void => {
    const isWish = !video.ended && video.readyState > 0 && !isFailing();
    if (isWish) store.update({ followsLive: false, wantsToPlay: false });
  };
  const onPlay = (): void => {
    store.update({ wantsToPlay: true });
    if (isLivePosition(store.getSnapshot().window, video.currentTime)) store.update({ followsLive: true });
  };
  video.addEventListener('pause', onPause, { signal });
  video.addEventListener('play', onPlay, { signal });
};
