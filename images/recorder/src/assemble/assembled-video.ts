/** What goes into and comes out of the assembly of a video (`assemble-video.ts`). */
import type { StoreAccess } from '../patience.ts';
import type { CutShort, MissingNumber, RecordingPlan } from '../plan/recording-plan.ts';
import type { CountedMedia } from './media-count.ts';

export interface AssemblyProgress {
  readonly doneSegments: number;
  readonly segments: number;
}

/** A segment that the plan has and the video has not. `detail` is for the log. */
export interface LeftOut extends MissingNumber {
  readonly key: string;
  readonly detail: string;
}

/** `store` is the bucket `live-segments`. */
export interface AssemblyOptions extends StoreAccess {
  readonly plan: RecordingPlan;
  /** Must exist. What a killed recorder left in it is overwritten. */
  readonly workDirectory: string;
  /** After each segment. */
  readonly onProgress: (progress: AssemblyProgress) => void;
  /** Told once of each segment that is left out, when it is found. */
  readonly onLeftOut: (segment: LeftOut) => void;
}

export interface AssembledVideo {
  /** Of the MP4, in the work directory. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Video frames: all samples of all segments that are in it. */
  readonly frames: number;
  readonly durationSeconds: number;
  /** What the segments that are in it say, whatever the file says. */
  readonly counted: CountedMedia;
  readonly width: number;
  readonly height: number;
  /** In playing order. */
  readonly leftOut: readonly LeftOut[];
  /** In playing order. */
  readonly cutShort: readonly CutShort[];
}
