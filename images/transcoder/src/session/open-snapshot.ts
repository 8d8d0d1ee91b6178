/**
 * Where a session stands that is open in the log (pure): its next number, and how long it has been without media. Times of the
 * bucket are compared by the bucket's clock.
 */
import type { EpochEntry } from '@kubecast/media/epoch-log';
import { nextSequence } from '@kubecast/media/next-sequence';
import type { LastSegment } from '@kubecast/media/session-listing';
import type { LogSnapshot } from './session-event.ts';
import type { Session } from './session-state.ts';

export interface OpenFacts {
  readonly entry: Pick<EpochEntry, 'epoch' | 'session' | 'firstSequence' | 'claimedAt' | 'recording'>;
  /** Undefined where the bucket has no segment of the session. */
  readonly last: LastSegment | undefined;
  /** True: the pod behind it left its next number in good order. */
  readonly isWhole: boolean;
  /** Absent when this stream must not continue it. */
  readonly resumable?: Session;
  readonly segmentMs: number;
  readonly nowMs: number;
  readonly bucketNowMs: number;
}

const nextSequenceOf = (facts: OpenFacts): number => {
  const { entry, last, isWhole } = facts;
  return last && isWhole ? Math.max(entry.firstSequence, last.sequence + 1) : nextSequence(facts);
};

/** See the file header. */
export const openSnapshot = (facts: OpenFacts): LogSnapshot => {
  const { entry, last, isWhole, resumable, nowMs, bucketNowMs } = facts;
  const storedMs = last?.modifiedMs ?? Date.parse(entry.claimedAt);
  const lastMediaMs = storedMs + nowMs - bucketNowMs;
  const { session: id, recording } = entry;
  const open = { id, lastMediaMs, closed: isWhole, recording, ...(resumable && { resumable }) };
  return { lastEpoch: entry.epoch, nextSequence: nextSequenceOf(facts), lastEndMs: last?.endMs ?? 0, open };
};
