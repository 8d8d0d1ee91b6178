/** Whether a viewer who follows the live edge has lost it. Pure. */
import { behindSeconds, type DvrWindow } from '../dvr-window.ts';

/** Less than that is how playlists breathe. */
const leastSeconds = 10;
const leastSegments = 5;

export const isLeftBehind = (window: DvrWindow): boolean =>
  !window.isEnded && behindSeconds(window) > Math.max(leastSeconds, leastSegments * window.targetDurationSeconds);
