import type { DvrWindow } from '../dvr-window.ts';

/** A hundred seconds of a stream that goes on, watched at their live end. */
export const liveWindow: DvrWindow = {
  startSeconds: 0,
  liveSeconds: 100,
  positionSeconds: 100,
  targetDurationSeconds: 2,
  isEnded: false,
};
