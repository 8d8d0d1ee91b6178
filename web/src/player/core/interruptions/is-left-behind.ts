/** Whether a viewer who follows the live edge has lost it. Pure. */
import { behindSeconds, type DvrWindow, isAtLiveEdge } from '../dvr-window.ts';

/** A slow line loses a little now and then; to take that back would cost it the next stall. */
const leastSeconds = 10;
const leastSegments = 5;

/** `wasInterrupted`: the stream or the whole line was away, so that nothing speaks against going all the way back. */
export const isLeftBehind = (window: DvrWindow, wasInterrupted: boolean): boolean => {
  if (window.isEnded || isAtLiveEdge(window)) return false;
  return wasInterrupted || behindSeconds(window) > Math.max(leastSeconds, leastSegments * window.targetDurationSeconds);
};
