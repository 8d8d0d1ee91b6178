/**
 * One bucket of an S3 object store: AWS, MinIO, versitygw, path style or not. It never retries: whoever calls knows what
 * waiting costs. Every failure is one of `object-store-error.ts`; an absent key is `undefined`, not an error.
 */
import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { BucketClock } from './bucket-clock.ts';
import type { StoreCredentials } from './credential-files.ts';
import { MultipartUploads, type RequestRunner, type Uploads } from './multipart-uploads.ts';
import { ObjectCopies } from './object-copies.ts';
import { isAbsent, type KeyFault, refusedKeysError, storeError } from './object-store-error.ts';
import type { TranscoderConfig } from './transcoder-config.ts';
import { transferMs } from './transfer-time.ts';

export interface ObjectStoreOptions {
  readonly location: TranscoderConfig['objectStore'];
  readonly credentials: () => Promise<StoreCredentials>;
  /** Until the headers of an answer, and for a whole upload; a part of a large one has its own time besides. */
  readonly timeoutMs?: number;
  /** How long an open connection may say nothing; default 15 s. A store that copies says nothing until it is done. */
  readonly silenceMs?: number;
}

export interface PutOptions {
  readonly contentType: string;
  readonly cacheControl?: string;
  /** Create only: throws `ObjectExistsError` when the key is taken (`If-None-Match: *`). */
  readonly createOnly?: boolean;
  /** The body has the time that a slow line needs for it, besides `timeoutMs`. */
  readonly isPatient?: boolean;
  /** User metadata, `x-amz-meta-*`. */
  readonly metadata?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Facts of a stored object. `size` is of the body at hand: with a range, of the range. Times are Unix milliseconds. */
export interface ObjectFacts {
  readonly size: number;
  readonly modifiedMs: number;
  readonly contentType: string | undefined;
  /** Changes with the content; quoted, as the store says it. */
  readonly etag?: string | undefined;
  /** `bytes 0-9/100` when a range was asked for. */
  readonly contentRange: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface StoredObject extends ObjectFacts {
  readonly body: Readable;
}

export interface ListedObject {
  readonly key: string;
  readonly size: number;
  readonly modifiedMs: number;
}

export interface GetOptions {
  /** As the HTTP header: `bytes=0-99`. */
  readonly range?: string;
  readonly signal?: AbortSignal;
}

export interface ListOptions {
  /** The listing begins behind this key. */
  readonly startAfter?: string;
  readonly pageSize?: number;
  readonly signal?: AbortSignal;
}

const defaultTimeoutMs = 15_000;
const defaultSilenceMs = 15_000;
/** What one DeleteObjects request may name. */
const deletionBatch = 1000;

const silenceMsOf = ({ timeoutMs = 0, silenceMs = defaultSilenceMs }): number => Math.max(timeoutMs, silenceMs);

const clientConfig = ({ location, credentials, ...times }: ObjectStoreOptions): S3ClientConfig => ({
  endpoint: location.endpoint,
  region: location.region,
  forcePathStyle: location.forcePathStyle,
  credentials,
  maxAttempts: 1,
  // The trailing checksums that the client adds by default are unknown to many S3 servers.
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
  requestHandler: { connectionTimeout: 3_000, socketTimeout: silenceMsOf(times) },
});

const factsOf = (output: HeadObjectCommandOutput | GetObjectCommandOutput): ObjectFacts => ({
  size: output.ContentLength ?? 0,
  modifiedMs: output.LastModified?.getTime() ?? 0,
  contentType: output.ContentType,
  etag: output.ETag,
  contentRange: output.ContentRange,
  metadata: output.Metadata ?? {},
});

/** See the file header. `close` ends its connections. */
export class ObjectStore {
  readonly clock = new BucketClock();
  readonly uploads: Uploads;
  readonly copies: ObjectCopies;
  readonly bucket: string;
  readonly #client: S3Client;
  readonly #timeoutMs: number;

  constructor(options: ObjectStoreOptions) {
    this.#client = new S3Client(clientConfig(options));
    this.clock.observe(this.#client);
    this.bucket = options.location.bucket;
    this.#timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
    const run: RequestRunner = (...request) => this.#within(...request);
    this.uploads = new MultipartUploads(this.#client, this.bucket, run);
    this.copies = new ObjectCopies(this.#client, this.bucket, run);
  }

  /** Writes an object. Throws `ObjectExistsError` with `createOnly`, besides the common errors. */
  async put(key: string, body: Uint8Array | string, options: PutOptions): Promise<void> {
    const command = new PutObjectCommand({
      Bucket: this.bucket,
      Key: key,
      Body: body,
      ContentLength: Buffer.byteLength(body),
      ContentType: options.contentType,
      CacheControl: options.cacheControl,
      IfNoneMatch: options.createOnly ? '*' : undefined,
      Metadata: options.metadata,
    });
    const send = (abortSignal: AbortSignal) => this.#client.send(command, { abortSignal });
    await this.#within(`write ${key}`, options.signal, send, options.isPatient ? Buffer.byteLength(body) : 0);
  }

  /** Opens an object; undefined where there is none. The caller drains or destroys `body`; `signal` ends it too. */
  async get(key: string, options: GetOptions = {}): Promise<StoredObject | undefined> {
    const command = new GetObjectCommand({ Bucket: this.bucket, Key: key, Range: options.range });
    const output = await this.#within(`read ${key}`, options.signal, (abortSignal) =>
      this.#client.send(command, { abortSignal }).catch(undefinedWhenAbsent),
    );
    return output && { ...factsOf(output), body: output.Body as Readable };
  }

  /** A small object whole; undefined where there is none. */
  async read(key: string, options: GetOptions = {}): Promise<Buffer | undefined> {
    const object = await this.get(key, options);
    if (!object) return undefined;
    try {
      return Buffer.concat(await object.body.toArray());
    } catch (error) {
      throw storeError(`read ${key}`, error);
    }
  }

  /** What is known of an object; undefined where there is none. */
  async head(key: string, signal?: AbortSignal): Promise<ObjectFacts | undefined> {
    const command = new HeadObjectCommand({ Bucket: this.bucket, Key: key });
    const output = await this.#within(`look at ${key}`, signal, (abortSignal) =>
      this.#client.send(command, { abortSignal }).catch(undefinedWhenAbsent),
    );
    return output && factsOf(output);
  }

  /** Deletes an object; none being there is no error. */
  async delete(key: string, signal?: AbortSignal): Promise<void> {
    const command = new DeleteObjectCommand({ Bucket: this.bucket, Key: key });
    await this.#within(`delete ${key}`, signal, (abortSignal) => this.#client.send(command, { abortSignal }));
  }

  /** Deletes objects, 1,000 a request; absent ones are no error. Throws when some are refused; the others are gone by then. */
  async deleteAll(keys: readonly string[], signal?: AbortSignal): Promise<void> {
    const refused: KeyFault[] = [];
    for (let from = 0; from < keys.length; from += deletionBatch) {
      const batch = keys.slice(from, from + deletionBatch);
      const command = new DeleteObjectsCommand({
        Bucket: this.bucket,
        Delete: { Quiet: true, Objects: batch.map((Key) => ({ Key })) },
      });
      const { Errors = [] } = await this.#within(`delete ${batch.length} objects`, signal, (abortSignal) =>
        this.#client.send(command, { abortSignal }),
      );
      refused.push(...Errors);
    }
    if (refused.length > 0) throw refusedKeysError(refused);
  }

  /** All objects whose keys begin with `prefix`, in key order, page by page. */
  async *list(prefix: string, options: ListOptions = {}): AsyncGenerator<ListedObject> {
    let continuation: string | undefined;
    do {
      const command = new ListObjectsV2Command({
        Bucket: this.bucket,
        Prefix: prefix,
        StartAfter: options.startAfter,
        MaxKeys: options.pageSize,
        ContinuationToken: continuation,
      });
      const page = await this.#within(`list ${prefix}`, options.signal, (abortSignal) =>
        this.#client.send(command, { abortSignal }),
      );
      for (const { Key = '', Size = 0, LastModified } of page.Contents ?? []) {
        yield { key: Key, size: Size, modifiedMs: LastModified?.getTime() ?? 0 };
      }
      continuation = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (continuation !== undefined);
  }

  /** The folders directly below `prefix` (empty, or ending with `/`), whole, ending with `/`, in key order. */
  async *listFolders(prefix: string, options: Omit<ListOptions, 'startAfter'> = {}): AsyncGenerator<string> {
    let continuation: string | undefined;
    do {
      const command = new ListObjectsV2Command({
        Bucket: this.bucket,
        Prefix: prefix,
        Delimiter: '/',
        MaxKeys: options.pageSize,
        ContinuationToken: continuation,
      });
      const page = await this.#within(`list ${prefix}`, options.signal, (abortSignal) =>
        this.#client.send(command, { abortSignal }),
      );
      for (const { Prefix = '' } of page.CommonPrefixes ?? []) yield Prefix;
      continuation = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (continuation !== undefined);
  }

  close(): void {
    this.#client.destroy();
  }

  /** Runs one request up to its headers. An abort by the caller's own signal stays the caller's reason. */
  async #within<T>(
    action: string,
    signal: AbortSignal | undefined,
    run: (signal: AbortSignal) => Promise<T>,
    bytes = 0,
  ): Promise<T> {
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), this.#timeoutMs + transferMs(bytes));
    try {
      return await run(signal ? AbortSignal.any([signal, timeout.signal]) : timeout.signal);
    } catch (error) {
      signal?.throwIfAborted();
      throw storeError(action, error);
    } finally {
      clearTimeout(timer);
    }
  }
}

const undefinedWhenAbsent = (error: unknown): undefined => {
  if (isAbsent(error)) return undefined;
  throw error;
};
