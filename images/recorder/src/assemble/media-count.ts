/** What segments say of their pictures, counted as they are read: what a finished video is held against, whatever wrote it. Pure. */
import type { MediaFragment } from './segment-media.ts';

export interface CountedMedia {
  readonly pictures: number;
  /** Of all pictures together, as each says. */
  readonly seconds: number;
  /** By how much the video may be longer or shorter: pictures that follow one another late or early keep their times, others do not. */
  readonly slackSeconds: number;
}

/** Times further apart are no picture's lateness. */
const longestJumpSeconds = 0.5;

export class MediaCount {
  #pictures = 0;
  #seconds = 0;
  #slackSeconds = 0;
  #endSeconds = Number.POSITIVE_INFINITY;
  #timescale: number | undefined;

  get counted(): CountedMedia {
    return { pictures: this.#pictures, seconds: this.#seconds, slackSeconds: this.#slackSeconds };
  }

  add(fragments: readonly MediaFragment[]): void {
    for (const { video } of fragments) {
      if (video.samples.length === 0) continue;
      const { timescale, samples } = video;
      this.#timescale ??= timescale;
      const begin = video.decodeTime / timescale;
      const seconds = samples.reduce((sum, { duration }) => sum + duration, 0) / timescale;
      const jump = Math.abs(begin - this.#endSeconds);
      // Each duration is rounded to the ticks of the first segment.
      const rounding = timescale === this.#timescale ? 0 : samples.length / this.#timescale;
      this.#pictures += samples.length;
      this.#seconds += seconds;
      this.#slackSeconds += rounding + (jump <= longestJumpSeconds ? jump : 0);
      this.#endSeconds = begin + seconds;
    }
  }
}
