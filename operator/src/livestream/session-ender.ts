/**
 * Ends a session whose pod is gone for good: a pod that is told to go cannot know whether a successor comes. An end is the
 * next number of the epoch log, claimed with `end: true`; whoever needs the session ended may claim it.
 */
import type { LiveStream } from '@kubecast/crds/livestream';
import { type EpochEntry, EpochLog } from '@kubecast/media/epoch-log';
import type { EpochRecord } from '@kubecast/media/epoch-record';
import type { StreamName } from '@kubecast/media/keys';
import type { ObjectStore } from '@kubecast/media/object-store';
import { listSession, type SessionListing } from '@kubecast/media/session-listing';

/** Ends sessions in the object store. */
export interface SessionEnder {
  /** Makes sure that no session of the stream is open. Asks the store once a stream, until {@link SessionEnder.reopen}. */
  end(liveStream: LiveStream, signal: AbortSignal): Promise<void>;
  /** The stream may have sessions again. */
  reopen(liveStreamUid: string): void;
}

/** Number of the segment that would have come next. */
const nextSequence = (listing: SessionListing, { firstSequence }: EpochEntry): number => {
  const sequences = [...listing.values()].flatMap(({ segments }) => segments.map(({ sequence }) => sequence + 1));
  return sequences.reduce((highest, sequence) => Math.max(highest, sequence), firstSequence);
};

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
  readonly #ended = new Set<string>();

  constructor(store: ObjectStore, now: () => Date) {
    this.#store = store;
    this.#now = now;
  }

  async end({ metadata }: LiveStream, signal: AbortSignal): Promise<void> {
    if (this.#ended.has(metadata.uid)) return;
    await this.#endOpenSession({ namespace: metadata.namespace, stream: metadata.name }, signal);
    this.#ended.add(metadata.uid);
  }

  reopen(liveStreamUid: string): void {
    this.#ended.delete(liveStreamUid);
  }

  /** Reads again after a lost claim: whoever won has ended it, or begun something newer that is looked at in turn. */
  async #endOpenSession(stream: StreamName, signal: AbortSignal): Promise<void> {
    const log = new EpochLog(this.#store, stream);
    for (;;) {
      const last = await log.readLast(signal);
      if (!last || last.end) return;
      const listing = await listSession(this.#store, stream, last.session, signal);
      const record = endRecord(last, nextSequence(listing, last), this.#now());
      const claim = await log.claim(last.epoch + 1, record, signal);
      if (claim.kind === 'won') return;
    }
  }
}
