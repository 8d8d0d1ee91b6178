/** The object store as the edge reads it: whole media into memory, big objects as a stream. Failures are the edge's own errors. */
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { EpochEntry } from '@kubecast/media/epoch-log';
import type { StreamName } from '@kubecast/media/keys';
import type { ObjectStore } from '@kubecast/media/object-store';
import { EdgeError } from './edge-error.ts';
import type { EdgeMetrics } from './edge-metrics.ts';

/** An object under way. The caller drains or destroys `body`. */
export interface OpenedObject {
  readonly body: Readable;
  /** Of the body at hand. */
  readonly size: number;
  readonly contentType: string | undefined;
  /** Set for a range. */
  readonly contentRange: string | undefined;
}

/** An object in memory. */
export interface StoredBody {
  readonly body: Buffer;
  /** By the bucket's clock, Unix milliseconds. */
  readonly modifiedMs: number;
}

export interface OpenRequest {
  readonly bucket: string;
  readonly key: string;
  /** One well-formed range, as the HTTP header. */
  readonly range: string | undefined;
}

/** What of an object store is used; one a bucket. */
export type ReadableStore = Pick<ObjectStore, 'get' | 'read'>;

export interface BucketReaderOptions {
  /** By the name in the URL. */
  readonly stores: Readonly<Record<string, ReadableStore>>;
  readonly liveSegments: ReadableStore;
  /** The last entry of a stream's epoch log. */
  readonly readLastEpoch: (stream: StreamName, signal: AbortSignal) => Promise<EpochEntry | undefined>;
  readonly metrics: Pick<EdgeMetrics, 'countBucketRead' | 'observeUpstream'>;
}

const isUnsatisfiableRange = (error: unknown): boolean =>
  error instanceof Error && error.cause instanceof Error && error.cause.name === 'InvalidRange';

export class BucketReader {
  readonly #options: BucketReaderOptions;

  constructor(options: BucketReaderOptions) {
    this.#options = options;
  }

  /** A whole object of `live-segments`; undefined where there is none. @throws EdgeError BucketAway */
  readLive(key: string, signal: AbortSignal): Promise<Buffer | undefined> {
    return this.#timed(signal, () => this.#options.liveSegments.read(key, { signal }));
  }

  /** The same with the time when it was stored. @throws EdgeError BucketAway */
  readStored(key: string, signal: AbortSignal): Promise<StoredBody | undefined> {
    return this.#timed(signal, async () => {
      const object = await this.#options.liveSegments.get(key, { signal });
      return object && { body: await buffer(object.body), modifiedMs: object.modifiedMs };
    });
  }

  /** The last entry of a stream's epoch log; undefined for none. @throws EdgeError BucketAway */
  readLastEpoch(stream: StreamName, signal: AbortSignal): Promise<EpochEntry | undefined> {
    return this.#timed(signal, () => this.#options.readLastEpoch(stream, signal));
  }

  /** Opens an object of any bucket. @throws EdgeError BucketAway, RangeNotSatisfiable, ObjectNotFound */
  async open({ bucket, key, range }: OpenRequest, signal: AbortSignal): Promise<OpenedObject> {
    const options = range === undefined ? { signal } : { signal, range };
    const object = await this.#timed(signal, async () => this.#options.stores[bucket]?.get(key, options));
    if (!object) throw new EdgeError('ObjectNotFound');
    const { body, size, contentType, contentRange } = object;
    return { body, size, contentType, contentRange };
  }

  async #timed<T>(signal: AbortSignal, read: () => Promise<T | undefined>): Promise<T | undefined> {
    const { metrics } = this.#options;
    const startedMs = performance.now();
    let outcome = 'away';
    metrics.countBucketRead();
    try {
      const result = await read();
      outcome = result === undefined ? 'missing' : 'found';
      return result;
    } catch (error) {
      signal.throwIfAborted();
      if (isUnsatisfiableRange(error)) throw new EdgeError('RangeNotSatisfiable', { cause: error });
      throw new EdgeError('BucketAway', { cause: error });
    } finally {
      metrics.observeUpstream('bucket', outcome, (performance.now() - startedMs) / 1000);
    }
  }
}
