/**
 * Copies that the object store makes by itself, into one bucket, from any bucket of the same store: no byte passes through
 * the program. `copy-object.ts` puts them together.
 */
import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { answeredValue } from './answered-value.ts';
import type { RequestRunner, Upload, UploadedPart } from './multipart-uploads.ts';
import { ObjectExistsError, SourceChangedError } from './object-store-error.ts';

/** Exactly what is copied: another content under the key by then is refused (`x-amz-copy-source-if-match`). */
export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  /** As `ObjectFacts.etag` has it. */
  readonly etag: string | undefined;
  /** Of the whole object: a store has the time that a slow one needs for what it copies. */
  readonly sizeBytes: number;
}

/** What is written beside the bytes; nothing of it is taken from the source. */
export interface CopyTarget {
  readonly key: string;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Bytes of the source, both included, counted from 0. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

const encodedSource = ({ bucket, key }: CopySource): string =>
  [bucket, ...key.split('/')].map(encodeURIComponent).join('/');

/** The only precondition is the source's. */
const explainedBy =
  ({ key }: CopySource) =>
  (error: unknown): never => {
    if (!(error instanceof ObjectExistsError)) throw error;
    throw new SourceChangedError(`Could not copy ${key}: it changed meanwhile; copy it anew`, { cause: error });
  };

/**
 * Every method throws the errors of `object-store-error.ts`: `BucketRefusesError` also where the source is absent,
 * `SourceChangedError` where it changed meanwhile.
 */
export class ObjectCopies {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #run: RequestRunner;

  constructor(client: S3Client, bucket: string, run: RequestRunner) {
    this.#client = client;
    this.#bucket = bucket;
    this.#run = run;
  }

  /** A whole object in one request; S3 takes 5 GiB, and many stores answer only when all is copied. */
  async copy(source: CopySource, target: CopyTarget, signal?: AbortSignal): Promise<void> {
    const command = new CopyObjectCommand({
      Bucket: this.#bucket,
      Key: target.key,
      CopySource: encodedSource(source),
      CopySourceIfMatch: source.etag,
      MetadataDirective: 'REPLACE',
      ContentType: target.contentType,
      Metadata: target.metadata,
    });
    const send = (abortSignal: AbortSignal) => this.#client.send(command, { abortSignal });
    const action = `copy ${source.key} to ${target.key}`;
    await this.#run(action, signal, send, source.sizeBytes).catch(explainedBy(source));
  }

  /** An upload to put copied parts into; completed, listed and aborted as any (`multipart-uploads.ts`). */
  async begin({ key, contentType, metadata }: CopyTarget, signal?: AbortSignal): Promise<Upload> {
    const action = `begin the copy to ${key}`;
    const command = new CreateMultipartUploadCommand({
      Bucket: this.#bucket,
      Key: key,
      ContentType: contentType,
      Metadata: metadata,
    });
    const { UploadId } = await this.#run(action, signal, (abortSignal) => this.#client.send(command, { abortSignal }));
    return { key, uploadId: answeredValue(UploadId, action) };
  }

  /** One part, of 5 MiB to 5 GiB unless it is the last. */
  async copyPart(
    upload: Upload,
    number: number,
    { source, range }: { readonly source: CopySource; readonly range: ByteRange },
    signal?: AbortSignal,
  ): Promise<UploadedPart> {
    const action = `copy part ${number} of ${source.key} to ${upload.key}`;
    const command = new UploadPartCopyCommand({
      Bucket: this.#bucket,
      Key: upload.key,
      UploadId: upload.uploadId,
      PartNumber: number,
      CopySource: encodedSource(source),
      CopySourceIfMatch: source.etag,
      CopySourceRange: `bytes=${range.first}-${range.last}`,
    });
    const send = (abortSignal: AbortSignal) => this.#client.send(command, { abortSignal });
    const bytes = range.last + 1 - range.first;
    const { CopyPartResult } = await this.#run(action, signal, send, bytes).catch(explainedBy(source));
    return { number, etag: answeredValue(CopyPartResult?.ETag, action) };
  }
}
