/**
 * Notices that the picture stands still although it should move, and helps. A decoder that stalls with data ahead of it goes on
 * after a seek of a millisecond (without it each stall makes the next one longer); one that still stands seconds later gets
 * a new engine.
 */
import type { EngineContext } from './engine.ts';
import { callEvery } from './timing.ts';

const lookMs = 250;
const nudgeAfterMs = 500;
const reconnectingAfterMs = 1_500;
const rebuildAfterMs = 8_000;
const enoughAheadSeconds = 0.2;
const nudgeSeconds = 0.001;

/** What is seen of a video at one look. Times in milliseconds by any steady clock. */
export interface StallObservation {
  readonly stillMs: number;
  readonly aheadSeconds: number;
  readonly hasNudged: boolean;
}

export type StallAction = 'none' | 'nudge' | 'reconnecting' | 'rebuild';

/** Pure: what to do about a picture that has stood still for so long. */
export const decideOnStall = ({ stillMs, aheadSeconds, hasNudged }: StallObservation): StallAction => {
  const hasData = aheadSeconds >= enoughAheadSeconds;
  if (hasData && stillMs >= rebuildAfterMs) return 'rebuild';
  if (hasData && stillMs >= nudgeAfterMs && !hasNudged) return 'nudge';
  return stillMs >= reconnectingAfterMs ? 'reconnecting' : 'none';
};

/** Seconds of data without a gap from the position on. */
export const bufferedAhead = (video: Pick<HTMLVideoElement, 'buffered' | 'currentTime'>): number => {
  const { buffered, currentTime } = video;
  for (let index = 0; index < buffered.length; index += 1) {
    if (buffered.start(index) <= currentTime && currentTime < buffered.end(index))
      return buffered.end(index) - currentTime;
  }
  return 0;
};

const isMeantToMove = (video: HTMLVideoElement): boolean => !video.paused && !video.ended && !video.seeking;

/** Watches until the signal. Begins with the first picture: before it, loading is what takes the time. */
export const watchStalls = ({ video, store, signal, rebuild }: EngineContext): void => {
  let position = Number.NaN;
  let movedAtMs = performance.now();
  let hasNudged = false;
  const moved = (): void => {
    position = video.currentTime;
    movedAtMs = performance.now();
    hasNudged = false;
  };
  const actions: Record<StallAction, () => void> = {
    none: () => undefined,
    nudge: () => {
      hasNudged = true;
      video.currentTime += nudgeSeconds;
      position = video.currentTime;
    },
    reconnecting: () => store.update({ phase: 'reconnecting' }),
    rebuild: () => {
      moved();
      rebuild();
    },
  };
  callEvery(lookMs, signal, () => {
    const { phase } = store.getSnapshot();
    if (phase !== 'playing' && phase !== 'reconnecting') return moved();
    if (!isMeantToMove(video)) return moved();
    if (video.currentTime !== position) {
      moved();
      store.update({ phase: 'playing' });
      return;
    }
    const stillMs = performance.now() - movedAtMs;
    actions[decideOnStall({ stillMs, aheadSeconds: bufferedAhead(video), hasNudged })]();
  });
};
