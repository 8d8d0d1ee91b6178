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

/** A segment whose pictures last less long than its name says. */
export interface CutShort {
  readonly epoch: number;
  readonly sequence: number;
  /** Milliseconds at its end, at least {@link leastGapMs}. */
  readonly lostMs: number;
}

/**
 * Less time without media is no gap: a frame or two of a slow source, and what rounding leaves. An epoch that goes on with the
 * very next picture, as after a crash of the encoder, makes none.
 */
export const leastGapMs = 100;

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
