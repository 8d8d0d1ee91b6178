/** A fault as data: what it does, and what a viewer may notice of it. */
import type { LiveStreamSpecInput } from '@kubecast/crds/livestream';
import type { Stage } from './stage.ts';

/**
 * What must hold, beside what holds for every fault: one session, no number without a segment, all that was listed in the bucket, no
 * reload, no fatal error, valid playlists.
 */
export interface Goals {
  /** Freeze and missed time of the worst gap, each. */
  readonly maxGapSeconds?: number;
  /** The picture stands still so long at most. */
  readonly maxFreezeSeconds?: number;
  /** First new picture after the first new media. */
  readonly maxResumeSeconds?: number;
  /** Of the faults, the share that no viewer sees. */
  readonly minUnseenShare?: number;
  readonly maxFramesLost?: number;
  /** The encoder keeps its connection. */
  readonly encoderStays?: true;
  /** From the fault to the encoder's media getting through again. */
  readonly maxEncoderBackSeconds?: number;
  /** The encoder has to connect anew: a fault that it did not notice was none. */
  readonly encoderReturns?: true;
  /**
   * What it costs to go on behind a pod that nobody saw go: the numbers that it may have announced, as many as fit the time and two
   * more. The window then begins behind them, and is short for a moment.
   */
  readonly maySkipNumbers?: true;
  /** What was listed so shortly before the fault may be missing in the bucket and be listed no more: it was in the memory of what is gone. */
  readonly mayLoseSeconds?: number;
  /** Media that had to wait for the object store gets there so many times faster than it was made. */
  readonly minCatchUp?: number;
}

/** One fault, or the same one several times. */
export interface Scenario {
  readonly name: string;
  /** For the table, as one reads it there. */
  readonly title: string;
  readonly goals: Goals;
  readonly spec?: LiveStreamSpecInput;
  /** The encoder is one that changes its stream under way (`splicing-encoder.ts`), with its clock so far on at the start. */
  readonly spliced?: { readonly shiftTicks: number };
  /** Makes the fault and waits until it is over; `stage.mark()` says when it begins. */
  readonly inject: (stage: Stage) => Promise<void>;
}
