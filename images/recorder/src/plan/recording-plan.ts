/** What a recorder sets out to do: the segments of one rendition in order, and those that are missing. */
import type { RecordingGap } from '@kubecast/media/recording-result';
import type { ListedSegment } from '@kubecast/media/session-rungs';

export type MissingReason = 'absent' | 'empty' | 'damaged' | 'noInit';

/** A number that should have media and has none that can be used. */
export interface MissingNumber {
  readonly epoch: number;
  readonly sequence: number;
  readonly why: MissingReason;
}

export interface RecordingPlan {
  readonly rendition: string;
  /** In playing order, at least one; each has bytes and an initialisation section. */
  readonly segments: readonly ListedSegment[];
  /** Keys of initialisation sections, by epoch. */
  readonly inits: ReadonlyMap<number, string>;
  /** In playing order. */
  readonly missing: readonly MissingNumber[];
  /** Of all segments together. */
  readonly sizeBytes: number;
}

/** What was recorded, for `recording.json`. Lists are whole: whoever writes them down cuts them. */
export interface RecordingSummary {
  /** Unix milliseconds: where the first recorded segment begins and the last one ends. */
  readonly startedMs: number;
  readonly endedMs: number;
  /** How many segments are in the video. */
  readonly segments: number;
  readonly missing: readonly MissingNumber[];
  readonly gaps: readonly RecordingGap[];
}
