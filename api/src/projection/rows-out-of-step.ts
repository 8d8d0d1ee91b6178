/** Which rows and resources do not say the same. Pure. */
import type { StoredMetadata } from '@kubecast/crds/resource-object';
import { type ObjectKey, referenceKey } from '@kubecast/runtime/kubernetes-object';
import type { RowVersion } from './projected-rows-repository.ts';
import { storableVersion } from './storable.ts';

interface VersionedObject {
  readonly metadata: Pick<StoredMetadata, 'namespace' | 'name' | 'uid' | 'resourceVersion'>;
}

const isShownBy = ({ metadata }: VersionedObject, row: RowVersion | undefined): boolean =>
  row?.id === metadata.uid && row.resource_version === storableVersion(metadata.resourceVersion);

/**
 * The keys of resources that have no row or one of another version, and of rows that have no resource. A pass over each finds out
 * what is true: a handler may have written a row that is ahead of what is watched.
 */
export const keysOutOfStep = (
  rows: readonly RowVersion[],
  objects: readonly VersionedObject[],
): readonly ObjectKey[] => {
  const left = new Map(rows.map((row) => [referenceKey(row), row]));
  const keys: ObjectKey[] = [];
  for (const object of objects) {
    const key = referenceKey(object.metadata);
    if (!isShownBy(object, left.get(key))) keys.push(key);
    left.delete(key);
  }
  return [...keys, ...left.keys()];
};
