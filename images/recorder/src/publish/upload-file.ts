/**
 * One file to the bucket, in parts of a fixed size where it is large: two uploads of the same bytes are equal up to the ETag.
 * Memory holds three parts at most. A store that is away is waited for; whatever ends an upload, its parts are freed.
 */
import { type FileHandle, open, readFile, stat } from 'node:fs/promises';
import { mapTogether } from '@kubecast/media/map-together';
import type { Upload, UploadedPart } from '@kubecast/media/multipart-uploads';
import { UploadLostError } from '@kubecast/media/object-store-error';
import { retry } from '@kubecast/media/retry';
import { patience, type StoreAccess } from '../patience.ts';

/** `store` is the bucket `recordings`. */
export interface UploadJob extends StoreAccess {
  readonly key: string;
  readonly path: string;
  readonly contentType: string;
  /** After each part: how many bytes it had, and how many are stored with it. */
  readonly onStored: (bytes: number, storedBytes: number) => void;
}

const mebibyte = 1024 ** 2;
const leastPartBytes = 16 * mebibyte;
/** The most that S3 takes. */
const mostParts = 10_000;
const partsTogether = 3;
/** An upload that somebody else ended begins again so often. */
const mostUploads = 5;
const abortTimeoutMs = 5_000;

/** 16 MiB, or as many more as keep the file within 10,000 parts. */
export const partBytesFor = (sizeBytes: number): number =>
  Math.max(1, Math.ceil(sizeBytes / mostParts / leastPartBytes)) * leastPartBytes;

/** Fills `bytes` from the file. */
const readPart = async (file: FileHandle, offset: number, bytes: Buffer): Promise<Buffer> => {
  const { bytesRead } = await file.read(bytes, 0, bytes.length, offset);
  if (bytesRead < bytes.length) throw new Error(`Could not read the file to upload: it ends at ${offset + bytesRead}`);
  return bytes;
};

const putParts = async (
  job: UploadJob,
  upload: Upload,
  file: FileHandle,
  sizeBytes: number,
): Promise<readonly UploadedPart[]> => {
  const partBytes = partBytesFor(sizeBytes);
  const numbers = Array.from({ length: Math.ceil(sizeBytes / partBytes) }, (_, index) => index + 1);
  // Used again and again: what waits for the garbage collector would be far more than is in use.
  const free: Buffer[] = [];
  let storedBytes = 0;
  return mapTogether(numbers, partsTogether, job.signal, async (number, signal) => {
    const offset = (number - 1) * partBytes;
    const memory = free.pop() ?? Buffer.allocUnsafe(partBytes);
    const body = await readPart(file, offset, memory.subarray(0, Math.min(partBytes, sizeBytes - offset)));
    const part = await retry(() => job.store.uploads.put(upload, number, body, signal), patience({ ...job, signal }));
    free.push(memory);
    storedBytes += body.length;
    job.onStored(body.length, storedBytes);
    return part;
  });
};

const uploadInParts = async (job: UploadJob, file: FileHandle, sizeBytes: number): Promise<void> => {
  const { uploads } = job.store;
  const upload = await retry(() => uploads.begin(job.key, job.contentType, job.signal), patience(job));
  try {
    const parts = await putParts(job, upload, file, sizeBytes);
    await retry(() => uploads.complete(upload, parts, job.signal), patience(job));
  } catch (error) {
    await uploads.abort(upload, AbortSignal.timeout(abortTimeoutMs)).catch(job.onFault);
    throw error;
  }
};

/** Completed after all, the answer lost on its way, or by another recorder: the same bytes either way. */
const isThere = async (job: UploadJob, sizeBytes: number): Promise<boolean> => {
  const facts = await retry(() => job.store.head(job.key, job.signal), patience(job));
  return facts?.size === sizeBytes;
};

const uploadLarge = async (job: UploadJob, sizeBytes: number): Promise<void> => {
  const file = await open(job.path, 'r');
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await uploadInParts(job, file, sizeBytes);
      } catch (error) {
        if (!(error instanceof UploadLostError) || attempt === mostUploads) throw error;
        job.onFault(error);
      }
      if (await isThere(job, sizeBytes)) return;
    }
  } finally {
    await file.close();
  }
};

const uploadSmall = async (job: UploadJob): Promise<void> => {
  const { store, key, contentType, signal } = job;
  const body = await readFile(job.path);
  await retry(() => store.put(key, body, { contentType, signal, isPatient: true }), patience(job));
  job.onStored(body.length, body.length);
};

/**
 * Stores a file under a key and gives its size.
 *
 * @throws StoreUnreachableError when patience ends, BucketRefusesError, UploadLostError when others end it again and again, what reading the file throws, or the signal's reason
 */
export const uploadFile = async (job: UploadJob): Promise<number> => {
  const { size } = await stat(job.path);
  if (size > leastPartBytes) await uploadLarge(job, size);
  else await uploadSmall(job);
  return size;
};
