/**
 * The number after all that a lost pod may have announced (decision 0013, pure). Times of the bucket are compared by the bucket's clock.
 */
import type { EpochEntry } from './epoch-log.ts';
import type { LastSegment } from './session-listing.ts';

/** A session that is open in the log, and whose pod left no word. */
export interface UnheardSession {
  /** The last entry of the log. */
  readonly entry: Pick<EpochEntry, 'epoch' | 'firstSequence' | 'claimedAt'>;
  /** Undefined where the bucket has no segment of the session. */
  readonly last: LastSegment | undefined;
  readonly segmentMs: number;
  readonly nowMs: number;
  readonly bucketNowMs: number;
}

/** Clocks may be wrong by any amount: a pod that nobody heard of for longer is not thought to have gone on. */
const longestUnheardMs = 3_600_000;

/** It may have announced a segment for every one that fits the time since, and a short one that closed an epoch. */
const behind = (sequence: number, sinceMs: number, segmentMs: number): number =>
  sequence + 2 + Math.ceil(Math.min(Math.max(0, sinceMs), longestUnheardMs) / segmentMs);

/** A segment may have been stored long after it was announced. */
const behindSegment = ({ sequence, endMs, modifiedMs }: LastSegment, session: UnheardSession): number =>
  behind(sequence, Math.max(session.bucketNowMs - modifiedMs, session.nowMs - endMs), session.segmentMs);

/** For an epoch of which the bucket has nothing. */
const behindClaim = ({ entry, bucketNowMs, segmentMs }: UnheardSession): number =>
  behind(entry.firstSequence - 1, bucketNowMs - Date.parse(entry.claimedAt), segmentMs);

/** The first number that may be given to anything else. */
export const nextSequence = (session: UnheardSession): number => {
  const { entry, last } = session;
  const behindLast = last ? behindSegment(last, session) : 0;
  return last?.epoch === entry.epoch ? behindLast : Math.max(behindLast, behindClaim(session));
};
