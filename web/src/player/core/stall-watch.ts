/**
 * Notices that the picture stands still although it should move, and helps. A decoder that stalls with data ahead of it goes on
 * after a seek of a millisecond (without it each stall makes the next one longer); one that still stands seconds later gets
 * a new engine.
 */
import { behindSeconds } from './dvr-window.ts';
import type { EngineContext } from './engine.ts';
import { callEvery } from './timing.ts';

const lookMs = 250;
const nudgeAfterMs = 500;
const reconnectingAfterMs = 1_500;
const rebuildAfterMs = 8_000;
/** Media that is listed and does not come may only be slow: it gets longer. */
const rebuildWhenDueAfterMs = 15_000;
const enoughAheadSeconds = 0.2;
const nudgeSeconds = 0.001;

/** What is seen of a video at one look. Times in milliseconds by any steady clock. */
export interface StallObservation {
  readonly stillMs: number;
  /** Buffered from the position on. */
  readonly aheadSeconds: number;
  /** Listed from the position on, up to where one who joins now would be. */
  readonly dueSeconds: number;
  readonly hasNudged: boolean;
}

export type StallAction = 'none' | 'nudge' | 'reconnecting' | 'rebuild';

/** Pure: what to do about a picture that has stood still for so long. */
export const decideOnStall = (observation: StallObservation): StallAction => {
  const { stillMs, aheadSeconds, dueSeconds, hasNudged } = observation;
  const hasData = aheadSeconds >= enoughAheadSeconds;
  if (hasData && stillMs >= rebuildAfterMs) return 'rebuild';
  if (dueSeconds > 0 && stillMs >= rebuildWhenDueAfterMs) return 'rebuild';
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

class StallWatch {
  readonly #context: EngineContext;
  #positionSeconds = Number.NaN;
  #movedAtMs = performance.now();
  #hasNudged = false;

  constructor(context: EngineContext) {
    this.#context = context;
  }

  /** Begins with the first picture: before it, loading is what takes the time. A seek under way is no news. */
  look(): void {
    const { video, store } = this.#context;
    const { phase } = store.getSnapshot();
    const hasBegun = phase === 'playing' || phase === 'reconnecting';
    if (!hasBegun || video.paused || video.ended) this.#moved();
    else if (!video.seeking) this.#compare();
  }

  #compare(): void {
    const { video, store } = this.#context;
    if (video.currentTime === this.#positionSeconds) {
      this.#act(decideOnStall(this.#observe()));
      return;
    }
    this.#moved();
    store.update({ phase: 'playing' });
  }

  #moved(): void {
    this.#positionSeconds = this.#context.video.currentTime;
    this.#movedAtMs = performance.now();
    this.#hasNudged = false;
  }

  #observe(): StallObservation {
    const { video, store } = this.#context;
    const { window } = store.getSnapshot();
    return {
      stillMs: performance.now() - this.#movedAtMs,
      aheadSeconds: bufferedAhead(video),
      dueSeconds: window ? behindSeconds({ ...window, positionSeconds: video.currentTime }) : 0,
      hasNudged: this.#hasNudged,
    };
  }

  #act(action: StallAction): void {
    const { video, store, rebuild } = this.#context;
    if (action === 'reconnecting') store.update({ phase: 'reconnecting' });
    if (action === 'rebuild') rebuild();
    if (action === 'nudge') {
      video.currentTime += nudgeSeconds;
      this.#positionSeconds = video.currentTime;
      this.#hasNudged = true;
    }
  }
}

/** Watches until the context's signal. */
export const watchStalls = (context: EngineContext): void => {
  const watch = new StallWatch(context);
  callEvery(lookMs, context.signal, () => watch.look());
};
