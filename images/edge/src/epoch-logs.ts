import { type EpochEntry, EpochLog } from '@kubecast/media/epoch-log';
import { type StreamName, streamPrefix } from '@kubecast/media/keys';
import type { ObjectStore } from '@kubecast/media/object-store';

/** Of streams; the one that was not read for longest is forgotten. */
const logLimit = 1_000;

/** The epoch logs of the streams that are asked for. Each remembers where it ends, so that reading it again is one short list. */
export class EpochLogs {
  readonly #store: ObjectStore;
  readonly #logs = new Map<string, EpochLog>();

  /** `store` is the bucket `live-segments`. */
  constructor(store: ObjectStore) {
    this.#store = store;
  }

  /** The last entry; undefined for a stream that never had a session. @throws the errors of `object-store-error.ts` */
  readLast(stream: StreamName, signal: AbortSignal): Promise<EpochEntry | undefined> {
    const prefix = streamPrefix(stream);
    const log = this.#logs.get(prefix) ?? new EpochLog(this.#store, stream);
    this.#logs.delete(prefix);
    this.#logs.set(prefix, log);
    const [oldest] = this.#logs.keys();
    if (this.#logs.size > logLimit && oldest !== undefined) this.#logs.delete(oldest);
    return log.readLast(signal);
  }
}
