/**
 * Copies an object into a bucket of the same store, by the store itself: whole where it is small, in parts where it is not.
 *
 * Safe to do again, and twice at once: the copy names the source that it was made from, and one that is there already is left
 * alone. What was cut off leaves no object; its parts are freed by whoever copies next, also when the object is there by then.
 */
import { mapTogether } from './map-together.ts';
import type { Upload, UploadedPart } from './multipart-uploads.ts';
import type { ByteRange, CopySource, CopyTarget } from './object-copies.ts';
import type { ObjectFacts, ObjectStore } from './object-store.ts';
import { StoreUnreachableError, UploadLostError } from './object-store-error.ts';
import { retry } from './retry.ts';

export interface CopyRequest {
  /** Where the source is. */
  readonly from: ObjectStore;
  readonly sourceKey: string;
  /** The bucket to copy into. */
  readonly to: ObjectStore;
  readonly targetKey: string;
  readonly contentType: string;
  readonly signal: AbortSignal;
  /** Told of each failure that is tried again. */
  readonly onFault: (error: unknown) => void;
}

/** `absent`: there is no source. `present`: it had been copied before. */
export type CopyOutcome = 'absent' | 'present' | 'copied';

const mebibyte = 1024 ** 2;
/**
 * Far below what S3 takes (5 GiB): a store that copies bytes answers when all are copied, and an answer that takes longer than
 * a request's time is lost. Parts are also copied beside each other, and a lost one costs little.
 */
const leastPartBytes = 32 * mebibyte;
/** The most that S3 takes. */
const mostParts = 10_000;
const partsTogether = 3;
const abortTimeoutMs = 5_000;
/** How long a store that is away is waited for; then the caller's own backoff is the better one. */
const patienceMs = 20_000;

/** User metadata of a copy: the ETag of what it was copied from. */
const sourceMetadata = 'source-etag';

/** The ranges of the parts: 32 MiB each, or as many more as keep the object within 10,000 parts. */
export const copyRanges = (sizeBytes: number): readonly ByteRange[] => {
  const partBytes = Math.max(1, Math.ceil(sizeBytes / mostParts / leastPartBytes)) * leastPartBytes;
  return Array.from({ length: Math.ceil(sizeBytes / partBytes) }, (_, index) => ({
    first: index * partBytes,
    last: Math.min(sizeBytes, (index + 1) * partBytes) - 1,
  }));
};

const unquoted = (etag: string | undefined): string => (etag ?? '').replaceAll('"', '');

const isCopyOf = (copy: ObjectFacts | undefined, source: ObjectFacts): boolean =>
  copy?.size === source.size && copy.metadata[sourceMetadata] === unquoted(source.etag);

const patience = ({ signal, onFault }: Pick<CopyRequest, 'signal' | 'onFault'>) => ({
  signal,
  onFault,
  mayPass: (error: unknown) => error instanceof StoreUnreachableError,
  limitMs: patienceMs,
});

interface Copy {
  readonly request: CopyRequest;
  readonly source: CopySource;
  readonly target: CopyTarget;
}

const copyParts = ({ request, source }: Copy, upload: Upload): Promise<readonly UploadedPart[]> => {
  const parts = copyRanges(source.sizeBytes).map((range, index) => ({ number: index + 1, range }));
  return mapTogether(parts, partsTogether, request.signal, ({ number, range }, signal) =>
    retry(
      () => request.to.copies.copyPart(upload, number, { source, range }, signal),
      patience({ ...request, signal }),
    ),
  );
};

const copyInParts = async (copy: Copy): Promise<void> => {
  const { request, target } = copy;
  const { uploads, copies } = request.to;
  const upload = await retry(() => copies.begin(target, request.signal), patience(request));
  try {
    const parts = await copyParts(copy, upload);
    await retry(() => uploads.complete(upload, parts, request.signal, copy.source.sizeBytes), patience(request));
  } catch (error) {
    await uploads.abort(upload, AbortSignal.timeout(abortTimeoutMs)).catch(request.onFault);
    throw error;
  }
};

/**
 * Frees what copies left that were cut off. One that is still under way finds the object there when it begins anew. A failure spoils no
 * copy that is there.
 */
const freeUploads = async ({ to, targetKey, signal, onFault }: CopyRequest): Promise<void> => {
  try {
    for (const upload of await to.uploads.list(targetKey, signal)) await to.uploads.abort(upload, signal);
  } catch (error) {
    signal.throwIfAborted();
    onFault(error);
  }
};

const copyLarge = async (copy: Copy, source: ObjectFacts): Promise<void> => {
  const { request, target } = copy;
  try {
    await copyInParts(copy);
  } catch (error) {
    // Completed after all, the answer lost on its way, or by another who copies the same.
    if (!(error instanceof UploadLostError)) throw error;
    if (!isCopyOf(await request.to.head(target.key, request.signal), source)) throw error;
  }
};

const makeCopy = async (request: CopyRequest, facts: ObjectFacts): Promise<void> => {
  const { from, sourceKey, to, targetKey, contentType, signal } = request;
  const source = { bucket: from.bucket, key: sourceKey, etag: facts.etag, sizeBytes: facts.size };
  const target = { key: targetKey, contentType, metadata: { [sourceMetadata]: unquoted(facts.etag) } };
  const copy = { request, source, target };
  if (facts.size > leastPartBytes) await copyLarge(copy, facts);
  else await retry(() => to.copies.copy(source, target, signal), patience(request));
};

/**
 * Makes the copy, unless it is there.
 *
 * @throws the errors of `object-store-error.ts`, when patience ends, and `SourceChangedError` at once; the signal's reason
 */
export const copyObject = async (request: CopyRequest): Promise<CopyOutcome> => {
  const { from, sourceKey, to, targetKey, signal } = request;
  const facts = await retry(() => from.head(sourceKey, signal), patience(request));
  if (!facts) return 'absent';
  const former = await retry(() => to.head(targetKey, signal), patience(request));
  const isThere = isCopyOf(former, facts);
  if (!isThere) await makeCopy(request, facts);
  if (facts.size > leastPartBytes) await freeUploads(request);
  return isThere ? 'present' : 'copied';
};
