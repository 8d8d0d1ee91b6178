import type { ListedObject, ObjectStore } from '@kubecast/media/object-store';

/** What it takes to delete a lot without being in anybody's way. */
export interface Deletion {
  readonly store: Pick<ObjectStore, 'list' | 'deleteAll'>;
  /** Asked before each batch; false: nothing more is deleted. */
  readonly mayGoOn: () => Promise<boolean>;
  /** Told of each batch when it is gone. */
  readonly deleted: (objects: number) => void;
  readonly pause: (signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Keys a request: the most that S3 takes is 1,000. */
const batchSize = 500;

async function* batchesOf(objects: AsyncIterable<ListedObject>, isMeant: (object: ListedObject) => boolean) {
  let batch: string[] = [];
  for await (const object of objects) {
    if (isMeant(object)) batch.push(object.key);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/**
 * Deletes the objects below `prefix` that are meant, in the order of their keys, batch by batch. Resolves with how many;
 * `isWhole` is false when it was told to stop. Throws the errors of the object store.
 */
export const deleteKeys = async (
  { store, mayGoOn, deleted: tell, pause, signal }: Deletion,
  prefix: string,
  isMeant: (object: ListedObject) => boolean,
): Promise<{ readonly deleted: number; readonly isWhole: boolean }> => {
  let deleted = 0;
  for await (const batch of batchesOf(store.list(prefix, { signal }), isMeant)) {
    if (!(await mayGoOn())) return { deleted, isWhole: false };
    await store.deleteAll(batch, signal);
    deleted += batch.length;
    tell(batch.length);
    await pause(signal);
  }
  return { deleted, isWhole: true };
};
