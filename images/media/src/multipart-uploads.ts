/**
 * Uploads in parts, of one bucket: what is too large for one request, or should survive a lost one. The caller chooses the
 * parts, retries each, and ends every upload: `complete` or `abort`. Parts of the same size give the same ETag.
 */
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { answeredValue } from './answered-value.ts';
import { isAbsent } from './object-store-error.ts';

/** An upload that has begun; only its owner completes it. */
export interface Upload {
  readonly key: string;
  readonly uploadId: string;
}

/** An upload that nobody has ended. */
export interface OpenUpload extends Upload {
  /** By the store's clock, Unix milliseconds. */
  readonly begunMs: number;
}

/** One part, as `complete` wants it. Numbers count from 1; all but the last have 5 MiB at least. */
export interface UploadedPart {
  readonly number: number;
  readonly etag: string;
}

/**
 * Runs one request and turns what it throws into an error of `object-store-error.ts`. `bytes` that it carries have the time that a slow
 * line needs for them.
 */
export type RequestRunner = <T>(
  action: string,
  signal: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<T>,
  bytes?: number,
) => Promise<T>;

/** Every method throws the errors of `object-store-error.ts`; `UploadLostError` when somebody else ended the upload. */
export class MultipartUploads {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #run: RequestRunner;

  constructor(client: S3Client, bucket: string, run: RequestRunner) {
    this.#client = client;
    this.#bucket = bucket;
    this.#run = run;
  }

  async begin(key: string, contentType: string, signal?: AbortSignal): Promise<Upload> {
    const command = new CreateMultipartUploadCommand({ Bucket: this.#bucket, Key: key, ContentType: contentType });
    const { UploadId } = await this.#run(`begin the upload of ${key}`, signal, (abortSignal) =>
      this.#client.send(command, { abortSignal }),
    );
    return { key, uploadId: answeredValue(UploadId, `begin the upload of ${key}`) };
  }

  async put({ key, uploadId }: Upload, number: number, body: Uint8Array, signal?: AbortSignal): Promise<UploadedPart> {
    const command = new UploadPartCommand({
      Bucket: this.#bucket,
      Key: key,
      UploadId: uploadId,
      PartNumber: number,
      Body: body,
      ContentLength: body.byteLength,
    });
    const action = `upload part ${number} of ${key}`;
    const send = (abortSignal: AbortSignal) => this.#client.send(command, { abortSignal });
    const { ETag } = await this.#run(action, signal, send, body.byteLength);
    return { number, etag: answeredValue(ETag, action) };
  }

  /** Makes the object of its parts, in the order of their numbers. `bytes` of them have the time that a slow store needs to join them. */
  async complete(
    { key, uploadId }: Upload,
    parts: readonly UploadedPart[],
    signal?: AbortSignal,
    bytes = 0,
  ): Promise<void> {
    const ordered = parts.toSorted((a, b) => a.number - b.number);
    const command = new CompleteMultipartUploadCommand({
      Bucket: this.#bucket,
      Key: key,
      UploadId: uploadId,
      MultipartUpload: { Parts: ordered.map(({ number, etag }) => ({ PartNumber: number, ETag: etag })) },
    });
    const send = (abortSignal: AbortSignal) => this.#client.send(command, { abortSignal });
    await this.#run(`complete the upload of ${key}`, signal, send, bytes);
  }

  /** Frees the parts; an upload that is gone already is no error. */
  async abort({ key, uploadId }: Upload, signal?: AbortSignal): Promise<void> {
    const command = new AbortMultipartUploadCommand({ Bucket: this.#bucket, Key: key, UploadId: uploadId });
    await this.#run(`abort the upload of ${key}`, signal, (abortSignal) =>
      this.#client.send(command, { abortSignal }).catch((error: unknown) => {
        if (!isAbsent(error)) throw error;
      }),
    );
  }

  /** The uploads of exactly this key that have neither been completed nor aborted; the first 1,000. */
  async list(key: string, signal?: AbortSignal): Promise<readonly Upload[]> {
    const command = new ListMultipartUploadsCommand({ Bucket: this.#bucket, Prefix: key });
    const { Uploads = [] } = await this.#run(`list the uploads of ${key}`, signal, (abortSignal) =>
      this.#client.send(command, { abortSignal }),
    );
    return Uploads.flatMap(({ Key, UploadId }) => (Key === key && UploadId ? [{ key, uploadId: UploadId }] : []));
  }

  /**
   * Of the whole bucket, those that have neither been completed nor aborted; the first 1,000. Some versions of MinIO list none but those of
   * a given key, and free what is a day old by themselves.
   */
  async listAll(signal?: AbortSignal): Promise<readonly OpenUpload[]> {
    const command = new ListMultipartUploadsCommand({ Bucket: this.#bucket });
    const { Uploads = [] } = await this.#run('list the uploads', signal, (abortSignal) =>
      this.#client.send(command, { abortSignal }),
    );
    return Uploads.flatMap(({ Key, UploadId, Initiated }) =>
      Key && UploadId && Initiated ? [{ key: Key, uploadId: UploadId, begunMs: Initiated.getTime() }] : [],
    );
  }
}

/** What a store offers; a test may offer its own. */
export type Uploads = Pick<MultipartUploads, keyof MultipartUploads>;
