/** What one cut of the node's power left: raw. `measure-kill.ts` makes figures of it. */
import type { ListedMedia } from '../observation.ts';
import type { RecordingObservation } from '../recordings/observation.ts';
import type { PowerCut } from './node-power.ts';

/** The stream that was live. */
export interface LiveStreamObservation {
  /** One for each session, in order: a pod that cannot read the log when the encoder returns begins another one. */
  readonly recordings: readonly RecordingObservation[];
  /** What a playlist listed, over all of the session. */
  readonly listed: readonly ListedMedia[];
  /** Of the segments in the bucket. */
  readonly storedSequences: readonly number[];
}

/** The other session's recorder. */
export interface RecorderObservation {
  readonly recording: RecordingObservation;
  /** The last phase that its log told before the cut; undefined when it had told none. */
  readonly phase: string | undefined;
}

export interface KillObservation {
  readonly cut: PowerCut;
  readonly live: LiveStreamObservation;
  readonly recorder: RecorderObservation | undefined;
}
