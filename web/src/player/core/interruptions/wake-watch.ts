/**
 * A machine that slept, a tab that was frozen, a network that came back: whatever was under way then will not be answered, and
 * would be waited for until its time-out. It is asked for anew at once.
 */
import type Hls from 'hls.js';
import { callEvery } from '../timing.ts';

const lookMs = 1_000;
/** Hidden tabs are looked at once a minute, and play on meanwhile: then there is nothing to repair. */
const sleptMs = 5_000;

/** Pure: whether the time between two looks was slept away. `playedMs` is how far the picture moved in between. */
export const hasSlept = (elapsedMs: number, playedMs: number): boolean =>
  elapsedMs > sleptMs && playedMs < elapsedMs / 2;

/** Until the signal. The wall clock goes on in a sleep, others may not. */
export const watchForWake = (hls: Hls, video: HTMLVideoElement, signal: AbortSignal): void => {
  let lookedAtMs = Date.now();
  let positionMs = video.currentTime * 1_000;
  const askAnew = (): void => {
    if (hls.loadingEnabled) hls.startLoad(-1);
  };
  const look = (): void => {
    const [nowMs, nowPositionMs] = [Date.now(), video.currentTime * 1_000];
    if (hasSlept(nowMs - lookedAtMs, nowPositionMs - positionMs)) askAnew();
    [lookedAtMs, positionMs] = [nowMs, nowPositionMs];
  };
  callEvery(lookMs, signal, look);
  globalThis.addEventListener('online', askAnew, { signal });
};
