/**
 * A pass over one resource: its row says what it says, or is gone with it. Level-triggered and safe to run in two processes at
 * once: writes are guarded by the version, deletions by the uid.
 *
 * ```
 *   nothing is watched by that name, or the row is ahead of it ──► ask the API server
 *      gone ──► the row goes
 *      there, and the row is ahead of the answer ──► the row is of another cluster, or of one before its restore: it goes,
 *                                                    and the resource has a new one
 * ```
 */
import type { StoredMetadata } from '@kubecast/crds/resource-object';
import type { KubernetesClient } from '@kubecast/runtime/client';
import type { Reconcile } from '@kubecast/runtime/controller';
import type { ObjectStore } from '@kubecast/runtime/informer';
import { type KubernetesObject, type ObjectReference, parseObjectKey } from '@kubecast/runtime/kubernetes-object';
import type { ResourceKind } from '@kubecast/runtime/resource-kind';
import type { Pool } from 'pg';
import type { ProjectedRow, ProjectedRows, RowVersion } from './projected-rows-repository.ts';
import { readCurrent } from './read-current.ts';
import { storableVersion } from './storable.ts';

/** A resource of ours, as the API server returns it. */
export interface Projectable extends KubernetesObject {
  readonly metadata: StoredMetadata;
}

export interface RowReconcilerOptions<T extends Projectable> {
  readonly kind: ResourceKind<T>;
  readonly client: Pick<KubernetesClient, 'get'>;
  /** What is watched. Synced before the first pass. */
  readonly objects: Pick<ObjectStore<T>, 'get'>;
  readonly pool: Pool;
  readonly rows: Pick<ProjectedRows<ProjectedRow>, 'named' | 'forget' | 'forgetVersion'>;
  readonly project: (object: T) => Promise<void>;
}

/**
 * Whether no resource of this history can have left the row: its version is beyond `metadata`, or the same and of another uid. One
 * that cannot be compared (0) is never ahead.
 */
const isAhead = (row: RowVersion, { uid, resourceVersion }: StoredMetadata): boolean => {
  const [ofRow, ofObject] = [BigInt(row.resource_version), BigInt(storableVersion(resourceVersion))];
  if (ofRow === 0n || ofObject === 0n) return false;
  return ofRow > ofObject || (ofRow === ofObject && row.id !== uid);
};

/**
 * The rows of a name that what is watched does not explain. The API server is asked before any goes: a handler may have written the
 * resource and its row a moment ago. It answers with what is there now, so that a row that was read before cannot be ahead of that.
 */
const settleUnknown = async <T extends Projectable>(
  options: RowReconcilerOptions<T>,
  reference: ObjectReference,
  { left, signal }: { readonly left: readonly RowVersion[]; readonly signal: AbortSignal },
): Promise<void> => {
  const { client, kind, pool, rows, project } = options;
  const current = await readCurrent(client, kind, { reference, signal });
  if (current) {
    for (const row of left) if (isAhead(row, current.metadata)) await rows.forgetVersion(pool, row);
    await project(current);
  }
  for (const { id } of left) if (id !== current?.metadata.uid) await rows.forget(pool, id);
};

/** The passes of one kind. They throw what `pg` and the client throw. */
export const createRowReconciler =
  <T extends Projectable>(options: RowReconcilerOptions<T>): Reconcile =>
  async (key, { signal }) => {
    const object = options.objects.get(key);
    const reference = parseObjectKey(key);
    const left = await options.rows.named(options.pool, reference.namespace ?? '', reference.name);
    const isExplained = object ? !left.some((row) => isAhead(row, object.metadata)) : left.length === 0;
    if (!isExplained) await settleUnknown(options, reference, { left, signal });
    else if (object) await options.project(object);
    return undefined;
  };
