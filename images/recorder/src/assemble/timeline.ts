/**
 * Puts the fragments of many epochs on one timeline without jumps. Pure but for its own state.
 *
 * - Every picture follows the one before; time without media takes no time. Segments that follow one another in an epoch
 *   keep their own times, so that a dropped picture is a longer one here too.
 * - AAC frame n is heard at n × 1024 samples exactly: players that count samples and players that read times agree. Sound takes the
 *   frames nearest to where it belongs beside its pictures, at most 12 ms off, and nothing adds up over the epochs. By how much it is off
 *   is kept from fragment to fragment: reckoned anew each time it would, near half a frame, now fall on one frame and now on the
 *   other. A frame that is taken is not given again, and a frame that nobody fills is silent.
 * - Sound never outlasts the picture of its epoch.
 */
import type { MediaFragment, MediaRun, MediaSample } from './segment-media.ts';
import { aacFrameSamples, silentFrame } from './silent-frame.ts';

export interface TimelineRates {
  /** Ticks a second of the video track. */
  readonly videoTimescale: number;
  /** Samples a second of the sound. */
  readonly audioRate: number;
}

/** What one fragment adds to the two tracks. */
export interface PlacedFragment {
  /** Ticks by which the last picture before this fragment is shown longer; negative for shorter. */
  readonly stretch: number;
  readonly video: readonly MediaSample[];
  readonly audio: readonly Buffer[];
}

/** A longer break within an epoch is closed like any other. */
const longestStretchSeconds = 0.5;
/** Sound this far behind the picture will not come any more. */
const longestLagSeconds = 1;
/** Sound this far ahead of the picture is not kept for it: no fragment of ours is that long. */
const longestLeadSeconds = 1;
/** Sound may be so much of a frame from where it belongs before it is placed anew. Half is the least; the rest outlasts rounding. */
const mostOff = 0.5 + 1 / 16;

interface WaitingFrame {
  readonly index: number;
  readonly bytes: Buffer;
}

export class Timeline {
  readonly #rates: TimelineRates;
  /** Where the next picture comes. Ticks. */
  #videoEnd = 0;
  #lastDuration = 0;
  /** What has to be added to an epoch's video times. Ticks; undefined before the first picture. */
  #offset: number | undefined;
  #audioFrames = 0;
  /** How far before its place sound is heard, in frames; undefined until it is placed. */
  #soundShift: number | undefined;
  /** Sound whose picture has not come yet. */
  #waiting: WaitingFrame[] = [];

  constructor(rates: TimelineRates) {
    this.#rates = rates;
  }

  /** Length of the picture so far. */
  get seconds(): number {
    return this.#videoEnd / this.#rates.videoTimescale;
  }

  /** `follows`: the segment before this fragment's own is the one before it in its epoch, or the same. */
  add({ video, audio }: MediaFragment, follows: boolean): PlacedFragment {
    const stretch = video.samples.length > 0 ? this.#anchor(video, follows) : 0;
    const placed = video.samples.map((sample) => this.#placePicture(sample, video.timescale));
    this.#takeSound(audio);
    return { stretch, video: placed, audio: this.#heard() };
  }

  /** The sound that is left: to the end of the picture, and one frame at least, for a track without any is none to players. */
  finish(): readonly Buffer[] {
    const frames = this.#heard();
    return [...frames, ...this.#silenceUntil(Math.max(1, this.#audioFramesWithin(this.#videoEnd)))];
  }

  #ticks(time: number, timescale: number): number {
    return timescale === this.#rates.videoTimescale
      ? time
      : Math.round((time * this.#rates.videoTimescale) / timescale);
  }

  /** Lets a run's first picture follow the last one. Returns by how much that one is shown longer. */
  #anchor({ decodeTime, timescale }: MediaRun, follows: boolean): number {
    const time = this.#ticks(decodeTime, timescale);
    const stretch = this.#offset === undefined ? 0 : time + this.#offset - this.#videoEnd;
    const isSmall = Math.abs(stretch) <= longestStretchSeconds * this.#rates.videoTimescale;
    if (this.#offset !== undefined && follows && isSmall && this.#lastDuration + stretch > 0) {
      this.#videoEnd += stretch;
      return stretch;
    }
    this.#waiting = [];
    this.#soundShift = undefined;
    this.#offset = this.#videoEnd - time;
    return 0;
  }

  #placePicture(sample: MediaSample, timescale: number): MediaSample {
    const duration = this.#ticks(sample.duration, timescale);
    this.#videoEnd += duration;
    this.#lastDuration = duration;
    return duration === sample.duration ? sample : { ...sample, duration };
  }

  #takeSound({ decodeTime, timescale, samples }: MediaRun): void {
    if (this.#offset === undefined || samples.length === 0) return;
    const { videoTimescale, audioRate } = this.#rates;
    const at = (decodeTime / timescale + this.#offset / videoTimescale) * audioRate;
    const first = this.#frameNearest(at / aacFrameSamples);
    const end = this.#audioFramesWithin(this.#videoEnd + longestLeadSeconds * videoTimescale);
    for (const [index, { bytes }] of samples.entries()) {
      if (first + index < end) this.#waiting.push({ index: first + index, bytes });
    }
  }

  /** `place` in frames, with a fraction. */
  #frameNearest(place: number): number {
    const index = Math.round(place - (this.#soundShift ?? 0));
    if (this.#soundShift !== undefined && Math.abs(place - index) <= mostOff) return index;
    this.#soundShift = place - Math.round(place);
    return Math.round(place);
  }

  /** How many whole frames of sound fit a picture that ends at `ticks`. */
  #audioFramesWithin(ticks: number): number {
    const { videoTimescale, audioRate } = this.#rates;
    return Math.floor((ticks * audioRate) / (videoTimescale * aacFrameSamples));
  }

  /** All frames whose picture is there, with silence between them. */
  #heard(): readonly Buffer[] {
    const end = this.#audioFramesWithin(this.#videoEnd);
    const frames: Buffer[] = [];
    const due = this.#waiting.filter(({ index }) => index < end);
    this.#waiting = this.#waiting.filter(({ index }) => index >= end);
    for (const { index, bytes } of due) {
      frames.push(...this.#silenceUntil(index));
      if (index < this.#audioFrames) continue;
      frames.push(bytes);
      this.#audioFrames += 1;
    }
    const lag = longestLagSeconds * this.#rates.videoTimescale;
    return [...frames, ...this.#silenceUntil(this.#audioFramesWithin(this.#videoEnd - lag))];
  }

  #silenceUntil(index: number): readonly Buffer[] {
    const frames = Array.from({ length: Math.max(0, index - this.#audioFrames) }, () => silentFrame);
    this.#audioFrames += frames.length;
    return frames;
  }
}
