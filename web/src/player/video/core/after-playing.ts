/** Calls once when a viewer has seen some of a video, wherever in it. */
import { lifeWithin } from '../../core/timing.ts';

/** Seconds of playing that make a view; of a very short video, half of it. */
export const viewSeconds = (durationSeconds: number): number => Math.min(5, durationSeconds / 2);

/** Seconds of the video that were played, those that were played twice counted once. Pure. */
export const playedSeconds = (played: TimeRanges): number => {
  let seconds = 0;
  for (let range = 0; range < played.length; range += 1) seconds += played.end(range) - played.start(range);
  return seconds;
};

/** Unless the signal aborts before. */
export const afterPlaying = (video: HTMLVideoElement, seconds: number, signal: AbortSignal, call: () => void): void => {
  const watching = lifeWithin(signal);
  const look = (): void => {
    if (playedSeconds(video.played) < seconds) return;
    watching.abort();
    call();
  };
  for (const event of ['timeupdate', 'ended'] as const)
    video.addEventListener(event, look, { signal: watching.signal });
};
