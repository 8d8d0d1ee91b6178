/**
 * What the presentation times of a source's last frames say: its frame rate, whether it is steady, whether pictures are
 * reordered (B-frames). Times come from the packet headers, so this is known before anything is decoded.
 */
import { ptsTicksPerSecond, ticksBetween } from './transport-packet.ts';

export interface FrameTiming {
  /** Frames a second by the usual distance of two frames; 0 while unknown. */
  readonly measuredRate: number;
  /** False: distances differ so much that the source has no one rate. */
  readonly steady: boolean;
  /** True: frames arrive in another order than they are shown in. */
  readonly reordered: boolean;
}

/** A larger step between two frames is a new timeline: filled up, it would come out as one burst, seconds late. */
export const jumpSeconds = 3;

/** A shorter one is a hole, when nothing else came either: what follows refers to pictures that are missing. */
const holeSeconds = 1;
/** A source of one frame a second has no holes. */
const holeFrames = 10;

/** What is looked at: so much of the timeline, and of a very high rate no more frames than this. */
const windowSeconds = 5;
const windowFrames = 300;
/** Reordering leaves holes at the end of what has arrived. */
const unsettledFrames = 4;
const steadyShare = 0.9;
const steadyTolerance = 0.25;

const distances = (times: readonly number[]): number[] =>
  times.slice(1).map((time, index) => time - (times[index] ?? time));

const median = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)] ?? 0;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The rate by distances near the median; by the short distances when the source is unsteady, so that no frame is lost. */
const rateOf = (sorted: readonly number[]): { rate: number; steady: boolean } => {
  const usual = median(sorted);
  const near = sorted.filter((distance) => Math.abs(distance - usual) <= usual * steadyTolerance);
  const steady = near.length >= sorted.length * steadyShare;
  const distance = steady ? mean(near) : (sorted[Math.floor(sorted.length / 10)] ?? usual);
  return { rate: distance > 0 ? ptsTicksPerSecond / distance : 0, steady };
};

/** `times`: presentation times in ticks since one of them, in stream order. */
export const frameTimingOf = (times: readonly number[]): FrameTiming => {
  const sorted = times.toSorted((a, b) => a - b);
  const settled = sorted.length > 2 * unsettledFrames ? sorted.slice(0, -unsettledFrames) : sorted;
  const between = distances(settled).toSorted((a, b) => a - b);
  const reordered = distances(times).some((distance) => distance < 0);
  if (between.length === 0) return { measuredRate: 0, steady: true, reordered };
  const { rate, steady } = rateOf(between);
  return { measuredRate: rate, steady, reordered };
};

/** Keeps the last frames' times and watches for jumps. */
export class FrameClock {
  #last: number | undefined;
  #times: number[] = [];
  #frames = 0;

  /**
   * Returns false when this time is more than `jumpSeconds` away from the one before; after a silence of the connection a
   * hole of a second is enough.
   */
  observe(pts: number, isAfterSilence = false): boolean {
    const stepSeconds = ticksBetween(this.#last ?? pts, pts) / ptsTicksPerSecond;
    const isHole = isAfterSilence && stepSeconds >= holeSeconds && stepSeconds * this.timing.measuredRate > holeFrames;
    this.#last = pts;
    this.#frames += 1;
    this.#times.push(pts);
    this.#forget(pts);
    return Math.abs(stepSeconds) <= jumpSeconds && !isHole;
  }

  /** How many frames have been seen. */
  get frames(): number {
    return this.#frames;
  }

  /** The presentation time of the last frame, in ticks as the source wrote it. */
  get lastPts(): number | undefined {
    return this.#last;
  }

  /** Of the last five seconds. */
  get timing(): FrameTiming {
    const [first = 0] = this.#times;
    return frameTimingOf(this.#times.map((time) => ticksBetween(first, time)));
  }

  /** Starts anew after a jump. */
  reset(): void {
    this.#last = undefined;
    this.#times = [];
    this.#frames = 0;
  }

  #forget(newest: number): void {
    const isOld = (time = newest): boolean => ticksBetween(time, newest) > windowSeconds * ptsTicksPerSecond;
    while (isOld(this.#times[0]) || this.#times.length > windowFrames) this.#times.shift();
  }
}
