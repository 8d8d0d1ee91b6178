/**
 * What earlier sweeps of this process found out for good, by stream: a bucket holds every session that ever was, and few of them
 * have changed since the last hour. What is forgotten is found out again.
 */
import { type StreamName, streamPrefix } from '@kubecast/media/keys';

/** Of one stream. */
export interface StreamMemory {
  /** Entries of the log up to this one are of sessions without media, and as few as they can be. */
  prunedEpoch: number;
  /** Sessions below whose prefix there are objects, and no media: recordings in the same bucket. */
  readonly empty: Set<string>;
  /** The newest entry of an open session that was read and, as all before it, wants no Recording. */
  unrecorded: { readonly session: string; readonly epoch: number } | undefined;
}

/** See the file header. */
export class SweepMemory {
  readonly #streams = new Map<string, StreamMemory>();

  of(stream: StreamName): StreamMemory {
    const key = streamPrefix(stream);
    const known = this.#streams.get(key);
    if (known) return known;
    const memory: StreamMemory = { prunedEpoch: 0, empty: new Set(), unrecorded: undefined };
    this.#streams.set(key, memory);
    return memory;
  }
}
