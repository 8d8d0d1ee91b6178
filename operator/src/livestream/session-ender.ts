/**
 * Ends a session whose pod is gone for good: a pod that is told to go cannot know whether a successor comes. An end is the
 * next number of the epoch log, claimed with `end: true`; whoever needs the session ended may claim it.
 */
import { type EpochEntry, EpochLog } from '@kubecast/media/epoch-log';
import type { EpochRecord } from '@kubecast/media/epoch-record';
import type { StreamName } from '@kubecast/media/keys';
import { nextSequence } from '@kubecast/media/next-sequence';
import type { ObjectStore } from '@kubecast/media/object-store';
import { lastSegmentOf, listSession } from '@kubecast/media/session-listing';

/** A stream that nobody serves. Its LiveStream may be gone. */
export interface UnservedStream extends StreamName {
  /** Length of its segments, milliseconds; absent where nobody knows any more. */
  readonly segmentMs?: number | undefined;
  /** The session that is to be over; absent: whichever is open. */
  readonly session?: string | undefined;
}

/** Ends sessions in the object store. */
export interface SessionEnder {
  /**
   * Makes sure that the session is over, or any that the stream has. Only for a stream that no pod serves: one that sees the end stops.
   *
   * @throws the errors of the object store
   */
  end(stream: UnservedStream, signal: AbortSignal): Promise<void>;
}

/** The shortest that a segment can be: more numbers are left out than a lost pod can have announced. */
const shortestSegmentMs = 1_000;

const endRecord = (last: EpochEntry, firstSequence: number, now: Date): EpochRecord => ({
  session: last.session,
  liveStreamUid: last.liveStreamUid,
  podUid: '',
  recording: last.recording,
  firstSequence,
  claimedAt: now.toISOString(),
  end: true,
});

/** An ender that writes to `store`, the bucket `live-segments`. Errors are those of the object store. */
export class BucketSessionEnder implements SessionEnder {
  readonly #store: ObjectStore;
  readonly #now: () => Date;

  constructor(store: ObjectStore, now: () => Date) {
    this.#store = store;
    this.#now = now;
  }

  /**
   * Reads again after a lost claim: whoever won has ended it, or begun something newer that is looked at in turn. Numbers that
   * a lost pod may have announced are never given to another session's segments.
   */
  async end({ segmentMs = shortestSegmentMs, session, ...stream }: UnservedStream, signal: AbortSignal): Promise<void> {
    const log = new EpochLog(this.#store, stream);
    for (;;) {
      const last = await log.readLast(signal);
      if (!last || last.end || last.session !== (session ?? last.session)) return;
      const listing = await listSession(this.#store, stream, last.session, signal);
      const now = this.#now();
      const clocks = { nowMs: now.getTime(), bucketNowMs: this.#store.clock.nowMs() };
      const next = nextSequence({ entry: last, last: lastSegmentOf(listing), segmentMs, ...clocks });
      const record = endRecord(last, next, now);
      const claim = await log.claim(last.epoch + 1, record, signal);
      if (claim.kind === 'won') return;
    }
  }
}
