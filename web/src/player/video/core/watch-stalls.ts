/** Notices a picture that stands for want of media: shortly after, for the viewer; and long after, to do something about it. */
import { callAfter, lifeWithin } from '../../core/timing.ts';

/** `HTMLMediaElement.HAVE_FUTURE_DATA`: enough to play on. */
const haveFutureData = 3;
/** Under this, a wait is not worth a word. */
const noticedAfterMs = 500;
/** A connection that gives nothing for so long is given up, as one that a sleeping laptop has lost. */
const hopelessAfterMs = 20_000;

export interface StallListener {
  readonly onStall: () => void;
  readonly onFlow: () => void;
  readonly onHopeless: () => void;
}

const isStarved = (video: HTMLVideoElement): boolean =>
  video.readyState < haveFutureData && !video.ended && video.error === null;

/** Until the signal. */
export const watchStalls = (video: HTMLVideoElement, listener: StallListener, signal: AbortSignal): void => {
  let wait: AbortController | undefined;
  const begin = (): void => {
    if (wait || !isStarved(video)) return;
    wait = lifeWithin(signal);
    callAfter(noticedAfterMs, wait.signal, listener.onStall);
    callAfter(hopelessAfterMs, wait.signal, listener.onHopeless);
  };
  const end = (): void => {
    if (isStarved(video)) return;
    wait?.abort();
    wait = undefined;
    listener.onFlow();
  };
  for (const event of ['waiting', 'seeking'] as const) video.addEventListener(event, begin, { signal });
  for (const event of ['playing', 'canplay', 'seeked', 'timeupdate'] as const)
    video.addEventListener(event, end, { signal });
  for (const event of ['error', 'emptied'] as const) {
    video.addEventListener(event, () => wait?.abort(), { signal });
    video.addEventListener(event, () => (wait = undefined), { signal });
  }
};
