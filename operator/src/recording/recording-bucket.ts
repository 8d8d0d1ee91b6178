/** A Recording's objects in the bucket `recordings`. Every method throws the errors of `object-store-error.ts`. */
import type { ObjectStore } from '@kubecast/media/object-store';
import { type RecordingName, recordingFiles, recordingPrefix } from '@kubecast/media/recording-keys';
import { type RecordingResult, recordingResultSchema } from '@kubecast/media/recording-result';

/** What its JSON says; undefined where it is none of ours: whoever makes it anew writes over it. */
const parseResult = (body: Buffer): RecordingResult | undefined => {
  try {
    return recordingResultSchema.parse(JSON.parse(body.toString('utf8')));
  } catch {
    return undefined;
  }
};

/** See the file header. */
export class RecordingBucket {
  readonly #store: ObjectStore;

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  /** The result, when it is there and the video that it names is, too, in its full size. */
  async readResult(name: RecordingName, signal: AbortSignal): Promise<RecordingResult | undefined> {
    const body = await this.#store.read(recordingPrefix(name) + recordingFiles.result, { signal });
    const result = body && parseResult(body);
    if (!result) return undefined;
    const video = await this.#store.head(result.video.key, signal);
    return video?.size === result.video.sizeBytes ? result : undefined;
  }

  /** What time it is by the store's clock: as it answers now, not as it once did. Unix milliseconds. */
  async askNowMs(name: RecordingName, signal: AbortSignal): Promise<number> {
    await this.#store.head(recordingPrefix(name) + recordingFiles.result, signal);
    return this.#store.clock.nowMs();
  }

  /** From now on, no Recording is made by itself for the session. */
  async leaveTombstone(name: RecordingName, signal: AbortSignal): Promise<void> {
    const contentType = 'application/json';
    await this.#store.put(recordingPrefix(name) + recordingFiles.tombstone, '{}', { contentType, signal });
  }

  async removeTombstone(name: RecordingName, signal: AbortSignal): Promise<void> {
    await this.#store.delete(recordingPrefix(name) + recordingFiles.tombstone, signal);
  }

  /**
   * Deletes everything but a tombstone, the result last: as long as it is there, the video is.
   */
  async deleteObjects(name: RecordingName, signal: AbortSignal): Promise<void> {
    const prefix = recordingPrefix(name);
    const [result, tombstone] = [prefix + recordingFiles.result, prefix + recordingFiles.tombstone];
    const keys: string[] = [];
    for await (const { key } of this.#store.list(prefix, { signal })) keys.push(key);
    await this.#store.deleteAll(
      keys.filter((key) => key !== result && key !== tombstone),
      signal,
    );
    if (keys.includes(result)) await this.#store.delete(result, signal);
  }

  /**
   * Frees the parts of uploads that recorders left unfinished. A recorder cannot: no policy lets it list its own uploads and
   * nobody else's.
   */
  async abortUploads(name: RecordingName, signal: AbortSignal): Promise<void> {
    const key = recordingPrefix(name) + recordingFiles.video;
    for (const upload of await this.#store.uploads.list(key, signal)) await this.#store.uploads.abort(upload, signal);
  }
}
