/**
 * An object into a file, over a way to the store that may break: each try goes on where the last one ended. What has come is
 * in `<file>.<etag>.part` until all of it has, also when the program ends before, so that a later run goes on with it; by
 * the etag it never goes on with another object's.
 */
import { open, rename, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { ObjectStore } from '@kubecast/media/object-store';
import { BucketRefusesError, StoreUnreachableError } from '@kubecast/media/object-store-error';

export interface StoreConnection {
  readonly store: Pick<ObjectStore, 'head' | 'get'>;
  readonly close: () => Promise<void>;
}

export interface SaveRequest {
  /** Asked anew for each try. */
  readonly connect: () => Promise<StoreConnection>;
  readonly key: string;
  readonly file: string;
  readonly signal: AbortSignal;
  /** Is told how many bytes of how many there are. */
  readonly onProgress: (bytes: number, total: number) => void;
  /** Before the next try; `failures` counts those in a row that brought nothing. */
  readonly pause: (failures: number, error: unknown) => Promise<void>;
}

/** Tries in a row that bring nothing, until it is given up. */
const fruitlessTries = 8;

/** There is nothing to save. */
export class CannotSaveError extends Error {}

const mayPass = (error: unknown): boolean => !(error instanceof CannotSaveError || error instanceof BucketRefusesError);

const sizeOf = async (path: string): Promise<number> => {
  const found = await stat(path).catch(() => undefined);
  return found?.size ?? 0;
};

const partOf = (file: string, etag: string | undefined): string =>
  `${file}.${(etag ?? '').replaceAll(/\W/g, '').slice(0, 12)}.part`;

/** Each chunk is in the file before the next is taken, so that a break loses none, and the next try sees where it is. */
const append = async (body: Readable, part: string, onBytes: (bytes: number) => void): Promise<void> => {
  await using file = await open(part, 'a');
  for await (const chunk of body) {
    const bytes: Buffer = chunk;
    await file.appendFile(bytes);
    onBytes(bytes.length);
  }
};

/** One try, to the end of the object. */
const saveOver = async (store: StoreConnection['store'], request: SaveRequest): Promise<void> => {
  const { key, file, signal, onProgress } = request;
  const facts = await store.head(key, signal);
  if (!facts) throw new CannotSaveError(`The object store has no ${key}: somebody deleted it`);
  const { size, etag } = facts;
  const part = partOf(file, etag);
  const from = await sizeOf(part);
  if (from < size) {
    const object = await store.get(key, { range: `bytes=${from}-`, signal });
    if (object?.etag !== etag || object?.size !== size - from) {
      object?.body.destroy();
      throw new StoreUnreachableError(`${key} changed while it was fetched`);
    }
    let bytes = from;
    await append(object.body, part, (more) => {
      bytes += more;
      onProgress(bytes, size);
    });
  }
  const saved = await sizeOf(part);
  if (saved !== size) throw new StoreUnreachableError(`${saved} of ${size} bytes came`);
  await rename(part, file);
};

const tryOnce = async (request: SaveRequest): Promise<void> => {
  const { store, close } = await request.connect();
  try {
    await saveOver(store, request);
  } finally {
    await close();
  }
};

/**
 * Saves the object; `file` is there when it is complete, and not before.
 *
 * @throws CannotSaveError when the object is not there
 * @throws BucketRefusesError when the store refuses
 * @throws the last try's error when several in a row brought nothing, and when `signal` ends it
 */
export const saveObject = async (request: SaveRequest): Promise<void> => {
  let failures = 0;
  const onProgress: SaveRequest['onProgress'] = (bytes, total) => {
    failures = 0;
    request.onProgress(bytes, total);
  };
  for (;;) {
    try {
      return await tryOnce({ ...request, onProgress });
    } catch (error) {
      failures += 1;
      if (!mayPass(error) || request.signal.aborted || failures >= fruitlessTries) throw error;
      await request.pause(failures, error);
    }
  }
};
