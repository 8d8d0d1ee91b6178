/**
 * Whether the live segments of one session may be deleted. Pure. Two questions, the second of which costs requests: is its time
 * over, and does nothing need them? Whatever is not certain keeps them (`docs/decisions/0019-what-is-deleted-when.md`).
 */
import { recordingConditions } from '@kubecast/crds/conditions';
import type { Recording } from '@kubecast/crds/recording';
import type { LoggedSession } from '@kubecast/media/logged-sessions';
import type { RecordingResult } from '@kubecast/media/recording-result';
import { findCondition, parseConditions } from '@kubecast/runtime/condition';

/** Why segments stay. Values of the label `reason` in metrics. */
export type KeepReason =
  /** The epoch log has nothing of the session: who wrote them is not known. */
  | 'unknown'
  /** It has not ended. */
  | 'open'
  /** Its playlists are the stream's until the next session, which has begun, has written its own. */
  | 'succeeded'
  /** It ended not long ago. */
  | 'recent'
  /** A Recording of it, or a clip, is not complete. One that failed needs a person: its segments are all there is. */
  | 'recordingUnfinished'
  /** A Recording says that it is complete, and its objects are not all there. */
  | 'recordingUnverified'
  /** There is more of it than its video was made from: some came later. A person makes another Recording. */
  | 'recordingShort'
  /** It wants a Recording and has none. */
  | 'recordingMissing';

/** When things were, Unix milliseconds. */
export interface SessionTimes {
  /** Undefined where the log has nothing of it. */
  readonly logged: Pick<LoggedSession, 'closedMs'> | undefined;
  readonly nowMs: number;
  readonly retentionMs: number;
}

/** The first question; undefined: its time is over. */
export const timeReason = ({ logged, nowMs, retentionMs }: SessionTimes): KeepReason | undefined => {
  if (!logged) return 'unknown';
  if (logged.closedMs === undefined) return 'open';
  return nowMs < logged.closedMs + retentionMs ? 'recent' : undefined;
};

/** A Recording of the session, or of a range of it. */
export interface RecordingFacts {
  readonly recording: Recording;
  /** Its result, where that and its video are in the object store; asked only of one that says that it is complete. */
  readonly result: RecordingResult | undefined;
}

/** What may need a session whose time is over. */
export interface SessionNeeds {
  /** Any of its epochs asked for a Recording. */
  readonly recorded: boolean;
  /** The one that is made by itself: it is there, or it was deleted on purpose. */
  readonly own: 'there' | 'deleted' | 'missing';
  readonly recordings: readonly RecordingFacts[];
}

/** True when it says that its video is there. */
export const isComplete = ({ status }: Recording): boolean =>
  findCondition(parseConditions(status?.conditions), recordingConditions.complete)?.status === 'True';

/** One that is being deleted needs nothing any more. */
export const isLeaving = ({ metadata }: Recording): boolean => metadata.deletionTimestamp !== undefined;

/** The second question; undefined: nothing needs the segments. */
export const needReason = ({ recorded, own, recordings }: SessionNeeds): KeepReason | undefined => {
  const needing = recordings.filter(({ recording }) => !isLeaving(recording));
  if (needing.some(({ recording }) => !isComplete(recording))) return 'recordingUnfinished';
  if (needing.some(({ result }) => !result)) return 'recordingUnverified';
  return recorded && own === 'missing' ? 'recordingMissing' : undefined;
};
