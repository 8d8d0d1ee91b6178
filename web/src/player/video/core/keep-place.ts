/** Remembers where the viewer is: each few seconds, and whenever they may be about to leave. */
import { type ResumableVideo, rememberPlace } from './resume-memory.ts';

const everySeconds = 5;

/** Until the signal, and once more then. */
export const keepPlace = (element: HTMLVideoElement, video: ResumableVideo, signal: AbortSignal): void => {
  let keptSeconds = Number.NaN;
  const keep = (): void => {
    // Without media there is no place to speak of, and the last one stands.
    if (element.readyState === 0 || element.currentTime === keptSeconds) return;
    keptSeconds = element.currentTime;
    rememberPlace(video, keptSeconds);
  };
  const keepNowAndThen = (): void => {
    if (!(Math.abs(element.currentTime - keptSeconds) < everySeconds)) keep();
  };
  element.addEventListener('timeupdate', keepNowAndThen, { signal });
  for (const event of ['pause', 'seeked', 'ended'] as const) element.addEventListener(event, keep, { signal });
  window.addEventListener('pagehide', keep, { signal });
  document.addEventListener('visibilitychange', keep, { signal });
  signal.addEventListener('abort', keep, { once: true });
};
