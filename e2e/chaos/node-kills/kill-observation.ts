/** What one cut of the node's power left: raw. `measure-kill.ts` makes figures of it. */
import type { ListedMedia } from '../observation.ts';
import type { RecordingObservation } from '../recordings/observation.ts';
import type { PowerCut } from './node-power.ts';

/** The session that was live. */
export interface LiveRecording {
  readonly recording: RecordingObservation;
  /** What a playlist listed, over all of the session. */
  readonly listed: readonly ListedMedia[];
  /** Of the segments in the bucket. */
  readonly storedSequences: readonly number[];
  /** Sessions that the epoch log has of the stream. */
  readonly sessions: number;
}

/** The other session's recorder. */
export interface RecorderObservation {
  readonly recording: RecordingObservation;
  /** The last phase that its log told before the cut; undefined when it had told none. */
  readonly phase: string | undefined;
}

export interface KillObservation {
  readonly cut: PowerCut;
  readonly live: LiveRecording;
  readonly recorder: RecorderObservation | undefined;
}
