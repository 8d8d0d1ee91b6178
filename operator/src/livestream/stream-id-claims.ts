/**
 * Which LiveStream has which stream id. An id is unique in the cluster: the older stream keeps it (by creation time, then
 * by uid), so that nobody takes over another's encoder by naming its id. The table lives in memory and is filled from all
 * LiveStreams before the first decision; it is never read from status.
 */
import type { LiveStream } from '@kubecast/crds/livestream';
import { type ObjectKey, objectKey } from '@kubecast/runtime/kubernetes-object';

/** A stream that wants an id. */
interface Claimant {
  readonly key: ObjectKey;
  readonly uid: string;
  readonly createdAt: string;
  readonly streamId: string;
}

const byAge = (left: Claimant, right: Claimant): number =>
  left.createdAt.localeCompare(right.createdAt) || left.uid.localeCompare(right.uid);

/** The table of claims. `onChange` is called with each other stream whose right to an id may have changed. */
export class StreamIdClaims {
  readonly #byKey = new Map<ObjectKey, Claimant>();
  readonly #byStreamId = new Map<string, Map<ObjectKey, Claimant>>();
  readonly #onChange: (key: ObjectKey) => unknown;

  constructor(onChange: (key: ObjectKey) => unknown) {
    this.#onChange = onChange;
  }

  /** Records that `liveStream` wants `streamId` and returns the key of the stream that has it: its own, or an older one's. */
  claim(liveStream: LiveStream, streamId: string): ObjectKey {
    const key = objectKey(liveStream);
    const { uid, creationTimestamp } = liveStream.metadata;
    const current = this.#byKey.get(key);
    if (current?.streamId !== streamId || current.uid !== uid) {
      this.release(key);
      this.#add({ key, uid, createdAt: creationTimestamp, streamId });
    }
    return this.#holder(streamId) ?? key;
  }

  /** The stream at `key` wants no id any more. */
  release(key: ObjectKey): void {
    const claimant = this.#byKey.get(key);
    if (!claimant) return;
    this.#byKey.delete(key);
    const claimants = this.#byStreamId.get(claimant.streamId);
    claimants?.delete(key);
    if (claimants?.size === 0) this.#byStreamId.delete(claimant.streamId);
    this.#notifyOthers(claimant);
  }

  #add(claimant: Claimant): void {
    this.#byKey.set(claimant.key, claimant);
    const claimants = this.#byStreamId.get(claimant.streamId) ?? new Map<ObjectKey, Claimant>();
    this.#byStreamId.set(claimant.streamId, claimants.set(claimant.key, claimant));
    this.#notifyOthers(claimant);
  }

  #holder(streamId: string): ObjectKey | undefined {
    return [...(this.#byStreamId.get(streamId)?.values() ?? [])].sort(byAge)[0]?.key;
  }

  #notifyOthers({ key, streamId }: Claimant): void {
    for (const other of this.#byStreamId.get(streamId)?.keys() ?? []) if (other !== key) this.#onChange(other);
  }
}
