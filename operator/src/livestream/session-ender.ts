/**
 * Ends a session whose pod is gone for good: a pod that is told to go cannot know whether a successor comes. An end is the
 * next number of the epoch log, claimed with `end: true`; whoever needs the session ended may claim it.
 */
import type { LiveStream } from '@kubecast/crds/livestream';
import { type EpochEntry, EpochLog } from '@kubecast/media/epoch-log';
import type { EpochRecord } from '@kubecast/media/epoch-record';
import type { StreamName } from '@kubecast/media/keys';
import { nextSequence } from '@kubecast/media/next-sequence';
import type { ObjectStore } from '@kubecast/media/object-store';
import { lastSegmentOf, listSession } from '@kubecast/media/session-listing';

/** Ends sessions in the object store. */
export interface SessionEnder {
  /** Makes sure that no session of the stream is open. Asks the store once a stream, until {@link SessionEnder.reopen}. */
  end(liveStream: LiveStream, signal: AbortSignal): Promise<void>;
  /** The stream may have sessions again. */
  reopen(liveStreamUid: string): void;
}

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

  async end({ metadata, spec }: LiveStream, signal: AbortSignal): Promise<void> {
    if (this.#ended.has(metadata.uid)) return;
    const stream = { namespace: metadata.namespace, stream: metadata.name };
    await this.#endOpenSession(stream, spec.packaging.segmentSeconds * 1000, signal);
    this.#ended.add(metadata.uid);
  }

  reopen(liveStreamUid: string): void {
    this.#ended.delete(liveStreamUid);
  }

  /**
   * Reads again after a lost claim: whoever won has ended it, or begun something newer that is looked at in turn. Numbers that
   * a lost pod may have announced are never given to another session's segments.
   */
  async #endOpenSession(stream: StreamName, segmentMs: number, signal: AbortSignal): Promise<void> {
    const log = new EpochLog(this.#store, stream);
    for (;;) {
      const last = await log.readLast(signal);
      if (!last || last.end) return;
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
