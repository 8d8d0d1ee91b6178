/** Segments in, an MP4 out: one timeline, two tables, one file. */
import type { EpochInit } from './epoch-init.ts';
import { inBandParameters, withParameters } from './in-band-parameters.ts';
import type { MovieTrack } from './movie-boxes.ts';
import type { MovieFile } from './movie-file.ts';
import type { MediaFragment, MediaRun, MediaSample } from './segment-media.ts';
import type { ShownLength } from './shown-lengths.ts';
import { aacFrameSamples } from './silent-frame.ts';
import { type PlacedFragment, Timeline } from './timeline.ts';
import { TrackTable } from './track-table.ts';

export interface MovieFacts {
  readonly sizeBytes: number;
  readonly frames: number;
  readonly durationSeconds: number;
}

export interface SegmentContext {
  readonly init: EpochInit;
  /** The segment before this one is the one before it in its epoch. */
  readonly follows: boolean;
}

export class MovieWriter {
  readonly #file: MovieFile;
  /** The one whose description the file has. */
  readonly #main: EpochInit;
  readonly #inBand: boolean;
  readonly #timeline: Timeline;
  readonly #video = new TrackTable();
  readonly #audio = new TrackTable();

  /** `inBand`: every keyframe carries its parameter sets. */
  constructor(file: MovieFile, main: EpochInit, inBand: boolean) {
    this.#file = file;
    this.#main = main;
    this.#inBand = inBand;
    const { video, audio } = main.section;
    this.#timeline = new Timeline({ videoTimescale: video.timescale, audioRate: audio.timescale });
  }

  /** Returns how long it is shown. */
  async addSegment(fragments: readonly MediaFragment[], { init, follows }: SegmentContext): Promise<ShownLength> {
    const parameters = this.#inBand ? inBandParameters(init) : undefined;
    const before = this.#timeline.seconds;
    let formerSeconds = 0;
    let isBegun = false;
    for (const { video, audio } of fragments) {
      const sound = init.audioForm === this.#main.audioForm ? audio : ({ ...audio, samples: [] } satisfies MediaRun);
      const placed = this.#timeline.add({ video, audio: sound }, follows || isBegun);
      if (!isBegun) formerSeconds = placed.stretch / this.#main.section.video.timescale;
      isBegun ||= video.samples.length > 0;
      this.#write(placed, parameters);
    }
    await this.#file.flush();
    return { formerSeconds, seconds: this.#timeline.seconds - before - formerSeconds };
  }

  /** Throws `IndexRoomError`, and the file system's errors. */
  async finish(): Promise<MovieFacts> {
    this.#writeSound(this.#timeline.finish());
    const sizeBytes = await this.#file.finish(this.#tracks());
    return { sizeBytes, frames: this.#video.samples, durationSeconds: this.#timeline.seconds };
  }

  #write({ stretch, video, audio }: PlacedFragment, parameters: Buffer | undefined): void {
    this.#video.stretchLast(stretch);
    this.#writePictures(parameters ? video.map((sample) => withParameters(sample, parameters)) : video);
    this.#writeSound(audio);
  }

  #writePictures(samples: readonly MediaSample[]): void {
    if (samples.length === 0) return;
    for (const { bytes, duration, sync } of samples) this.#video.add(bytes.length, duration, sync);
    this.#video.addChunk(this.#file.add(samples.map(({ bytes }) => bytes)), samples.length);
  }

  #writeSound(frames: readonly Buffer[]): void {
    if (frames.length === 0) return;
    for (const { length } of frames) this.#audio.add(length, aacFrameSamples, false);
    this.#audio.addChunk(this.#file.add(frames), frames.length);
  }

  #tracks(): readonly MovieTrack[] {
    const { section, videoDescription, audioDescription } = this.#main;
    const { width, height } = section.codecs;
    const video = { kind: 'video', id: 1, timescale: section.video.timescale, width, height } as const;
    const audio = { kind: 'audio', id: 2, timescale: section.audio.timescale, width: 0, height: 0 } as const;
    return [
      { ...video, description: videoDescription, table: this.#video },
      { ...audio, description: audioDescription, table: this.#audio },
    ];
  }
}
