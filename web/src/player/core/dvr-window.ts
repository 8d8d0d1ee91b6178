/** What can be played now, on the video's own timeline, in seconds. Pure. */
import { formatDuration } from '../../format/format-duration.ts';

export interface DvrWindow {
  /** The oldest moment that is kept. */
  readonly startSeconds: number;
  /** Where one who joins now would play; the last moment of a stream that has ended. */
  readonly liveSeconds: number;
  readonly positionSeconds: number;
  readonly targetDurationSeconds: number;
  readonly isEnded: boolean;
}

/** How far behind counts as live: playlists come a segment at a time, so that the edge itself jumps by one. */
const liveToleranceSegments = 1.5;
const liveToleranceSeconds = 3;

/** How far the position is behind where it could be; never negative. */
export const behindSeconds = ({ liveSeconds, positionSeconds }: DvrWindow): number =>
  Math.max(0, liveSeconds - positionSeconds);

export const isAtLiveEdge = (window: DvrWindow): boolean =>
  !window.isEnded &&
  behindSeconds(window) <= Math.max(liveToleranceSeconds, liveToleranceSegments * window.targetDurationSeconds);

/** The nearest moment to `seconds` that can be played. The oldest segment of a live stream may go while it is asked for. */
export const clampToWindow = (window: DvrWindow, seconds: number): number => {
  const oldest = window.startSeconds + (window.isEnded ? 0 : window.targetDurationSeconds);
  return Math.max(Math.min(seconds, window.liveSeconds), Math.min(oldest, window.liveSeconds));
};

/** The position in words: `Live`, `1:23 behind live`, `0:42 of 12:00`. */
export const describePosition = (window: DvrWindow): string => {
  if (window.isEnded) {
    const length = window.liveSeconds - window.startSeconds;
    return `${formatDuration(window.positionSeconds - window.startSeconds)} of ${formatDuration(length)}`;
  }
  return isAtLiveEdge(window) ? 'Live' : `${formatDuration(behindSeconds(window))} behind live`;
};
