/** A fault that a recording meets, as data: what it does, and what the recording may lose. */
import type { MissingSegment } from '@kubecast/media/recording-result';
import type { PictureSource } from './read-pictures.ts';
import type { RecordingStage } from './stage.ts';

/**
 * What must hold, beside what holds for every recording: it has every frame of the bucket in order, without a jump of its clock; its
 * gaps and missing segments are listed; nothing else is left behind.
 */
export interface RecordingGoals {
  /** By itself, from when nothing was in its way any more. */
  readonly maxCompleteSeconds: number;
  /** So many recorders must have worked at it: a fault that hit none was none. */
  readonly minRecorders?: number;
}

/** What a fault leaves to be judged. */
export interface FaultedRecording {
  /** The Recording's name; it is in the stage's namespace. */
  readonly name: string;
  readonly source: PictureSource;
  /** When nothing was in its way any more, Unix milliseconds. */
  readonly freeMs: number;
  /** What the fault has taken out of the bucket. */
  readonly missing?: readonly MissingSegment[];
  /** A Recording of the same session that met no fault: its objects must have the same bytes. */
  readonly twin?: string;
  /** The Recording was deleted: it has to go, with all that it had. */
  readonly isDeleted?: true;
}

export interface RecordingFault {
  readonly name: string;
  /** For the table, as one reads it there. */
  readonly title: string;
  readonly goals: RecordingGoals;
  /** Makes a session and the fault; resolves when the fault is over. */
  readonly inject: (stage: RecordingStage) => Promise<FaultedRecording>;
}
