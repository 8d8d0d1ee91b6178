/**
 * Where a session stands that is open in the log (pure): its next number, and how long it has been without media. Times of the
 * bucket are compared by the bucket's clock.
 */
import type { EpochEntry } from '@kubecast/media/epoch-log';
import { nextSequenceAfter } from '@kubecast/media/next-sequence';
import { playableSegments, type SessionListing } from '@kubecast/media/session-listing';
import type { LogSnapshot } from './session-event.ts';
import type { Session } from './session-state.ts';

/** The newest segment that the bucket has of a session. */
export interface LastSegment {
  readonly epoch: number;
  readonly sequence: number;
  /** By the clock of the pod that made it. */
  readonly endMs: number;
  /** By the bucket's clock. */
  readonly modifiedMs: number;
}

export interface OpenFacts {
  readonly entry: Pick<EpochEntry, 'epoch' | 'session' | 'firstSequence' | 'claimedAt'>;
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

/** The newest segment of a listing that can be played; undefined for none. */
export const lastSegmentOf = (listing: SessionListing): LastSegment | undefined => {
  const rungs = [...listing.values()].flatMap((rung) => {
    const last = playableSegments(rung).at(-1);
    if (!last) return [];
    const { epoch, sequence, startUnixMs, durationMs } = last;
    return [{ epoch, sequence, endMs: startUnixMs + durationMs, modifiedMs: rung.modifiedMs }];
  });
  return rungs.toSorted((a, b) => a.sequence - b.sequence || a.modifiedMs - b.modifiedMs).at(-1);
};

/** Clocks may be wrong by any amount: a pod that nobody heard of for longer is not thought to have gone on. */
const longestUnheardMs = 3_600_000;

/** Behind all that may have been announced since a segment, which may have been stored long after it was announced. */
const afterSegment = ({ sequence, endMs, modifiedMs }: LastSegment, facts: OpenFacts): number => {
  const sinceMs = Math.max(facts.bucketNowMs - modifiedMs, facts.nowMs - endMs);
  return nextSequenceAfter(sequence, Math.min(sinceMs, longestUnheardMs), facts.segmentMs);
};

/** Behind all that may have been announced of an epoch of which the bucket has nothing. */
const afterClaim = ({ entry, bucketNowMs, segmentMs }: OpenFacts): number => {
  const sinceMs = Math.min(bucketNowMs - Date.parse(entry.claimedAt), longestUnheardMs);
  return nextSequenceAfter(entry.firstSequence - 1, sinceMs, segmentMs);
};

const nextSequenceOf = (facts: OpenFacts): number => {
  const { entry, last, isWhole } = facts;
  if (last && isWhole) return Math.max(entry.firstSequence, last.sequence + 1);
  const afterLast = last ? afterSegment(last, facts) : 0;
  return last?.epoch === entry.epoch ? afterLast : Math.max(afterLast, afterClaim(facts));
};

/** See the file header. */
export const openSnapshot = (facts: OpenFacts): LogSnapshot => {
  const { entry, last, isWhole, resumable, nowMs, bucketNowMs } = facts;
  const storedMs = last?.modifiedMs ?? Date.parse(entry.claimedAt);
  const lastMediaMs = storedMs + nowMs - bucketNowMs;
  const open = { id: entry.session, lastMediaMs, closed: isWhole, ...(resumable && { resumable }) };
  return { lastEpoch: entry.epoch, nextSequence: nextSequenceOf(facts), lastEndMs: last?.endMs ?? 0, open };
};
