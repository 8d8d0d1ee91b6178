import { isConflict, isNotFound } from './api-error.ts';
import type { KubernetesClient } from './client.ts';
import { isControlledBy, type KubernetesObject, objectKey } from './kubernetes-object.ts';
import type { ResourceKind } from './resource-kind.ts';

/** Which children of an owner stay. All are of one kind. */
export interface PruneRequest<T extends KubernetesObject> {
  readonly owner: KubernetesObject;
  /** Children must carry these: what a person made and attached to the owner stays. */
  readonly labels: Readonly<Record<string, string>>;
  /** What there is, from an informer's store. */
  readonly live: readonly T[];
  /** What there should be. */
  readonly desired: readonly KubernetesObject[];
  readonly signal?: AbortSignal | undefined;
}

/** The children that have no place any more: ours by owner and labels, not desired, and not yet on their way out. */
export const selectOrphans = <T extends KubernetesObject>(request: Omit<PruneRequest<T>, 'signal'>): readonly T[] => {
  const desiredKeys = new Set(request.desired.map(objectKey));
  const labels = Object.entries(request.labels);
  return request.live.filter(
    (child) =>
      isControlledBy(child, request.owner) &&
      labels.every(([name, value]) => child.metadata.labels?.[name] === value) &&
      child.metadata.deletionTimestamp === undefined &&
      !desiredKeys.has(objectKey(child)),
  );
};

/** Deletes the owner's children that are not desired, and returns them. One that is gone or was replaced is no error. */
export const pruneOwned = async <T extends KubernetesObject>(
  client: KubernetesClient,
  kind: ResourceKind<T>,
  { signal, ...request }: PruneRequest<T>,
): Promise<readonly T[]> => {
  const orphans = selectOrphans(request);
  for (const orphan of orphans) await deleteExactly(client, kind, { object: orphan, signal });
  return orphans;
};

/** Which object to delete. */
export interface DeleteRequest {
  readonly object: KubernetesObject;
  readonly signal?: AbortSignal | undefined;
}

/** Deletes this very object, by uid: never a namesake that took its place. One that is gone is no error. */
export const deleteExactly = async (
  client: KubernetesClient,
  kind: ResourceKind,
  { object, signal }: DeleteRequest,
): Promise<void> => {
  const { uid } = object.metadata;
  try {
    await client.delete(kind, object.metadata, { signal, ...(uid === undefined ? {} : { preconditions: { uid } }) });
  } catch (error) {
    if (!isNotFound(error) && !isConflict(error)) throw error;
  }
};
