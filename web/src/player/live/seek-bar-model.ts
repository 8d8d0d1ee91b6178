/** The DVR bar in numbers: from the oldest moment that is kept, 0, to where one who joins now would play. Pure. */
import { formatDuration } from '../../format/format-duration.ts';
import { type DvrWindow, isAtLiveEdge } from '../core/dvr-window.ts';

export const windowLength = ({ startSeconds, liveSeconds }: DvrWindow): number =>
  Math.max(0, liveSeconds - startSeconds);

/** Where the bar's knob is, seconds. At the live edge it rests at the end, wherever the next segment is. */
export const shownSeconds = (window: DvrWindow): number => {
  const length = windowLength(window);
  if (isAtLiveEdge(window)) return length;
  return Math.min(length, Math.max(0, window.positionSeconds - window.startSeconds));
};

/** Percent of the bar. */
export const percentOf = (seconds: number, window: DvrWindow): number => {
  const length = windowLength(window);
  return length === 0 ? 100 : (100 * Math.min(length, Math.max(0, seconds))) / length;
};

/** What a place of the bar is called: `−1:20` behind the end, `Live` at it; of a session that is over, the time from its start. */
export const placeLabel = (seconds: number, window: DvrWindow): string => {
  if (window.isEnded) return formatDuration(seconds);
  const isAtEdge = isAtLiveEdge({ ...window, positionSeconds: window.startSeconds + seconds });
  return isAtEdge ? 'Live' : `−${formatDuration(windowLength(window) - seconds)}`;
};

const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -5,
  ArrowDown: -5,
  ArrowRight: 5,
  ArrowUp: 5,
  PageDown: -60,
  PageUp: 60,
};

/** Where a key on the bar leads from `seconds`; undefined for keys that are not the bar's. */
export const secondsAfterKey = (key: string, seconds: number, length: number): number | undefined => {
  if (key === 'Home') return 0;
  if (key === 'End') return length;
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined;
  return step === undefined ? undefined : Math.min(length, Math.max(0, seconds + step));
};
