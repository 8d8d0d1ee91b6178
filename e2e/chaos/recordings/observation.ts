/** What a fault left of a recording: raw. `measure.ts` makes figures of it. */
import type { MissingSegment, RecordingGap } from '@kubecast/media/recording-result';
import type { MediaGap } from '../../src/media-gaps.ts';

/** What pictures say of themselves, in order: when or as which they were made; undefined where one could not be read. */
export type Pictures = readonly (number | undefined)[];

/** What the video's own check found. */
export interface VideoFile {
  readonly pictures: Pictures;
  /** ffprobe's words: empty when it was content. */
  readonly complaints: string;
  /** Presentation times of the pictures, in order, in ticks of the file's clock. */
  readonly ticks: readonly number[];
}

export interface RecordingObservation {
  readonly freeMs: number;
  /** When it was seen complete, or gone; Unix milliseconds. */
  readonly overMs: number;
  /** Recorder containers that were started for it. */
  readonly recorders: number;
  /** Of the segments that can be used, in the order of the bucket. */
  readonly bucketPictures: Pictures;
  readonly bucketGaps: readonly MediaGap[];
  /** Undefined when the recording was to go. */
  readonly video: VideoFile | undefined;
  readonly listedGaps: readonly RecordingGap[];
  /** As the fault made it, and as the recording lists it. */
  readonly missing: readonly MissingSegment[];
  readonly listedMissing: readonly MissingSegment[];
  /** Its objects that are not those of its twin; undefined without a twin. */
  readonly unlikeTwin: readonly string[] | undefined;
  /** Jobs, Secrets, pods, uploads and objects that should not be there any more. */
  readonly leftBehind: readonly string[];
}
