/**
 * A pass over one resource: its row says what it says, or is gone with it. Level-triggered and safe to run in two processes at
 * once: writes are guarded by the version, deletions by the uid.
 */
import type { StoredMetadata } from '@kubecast/crds/resource-object';
import { isNotFound } from '@kubecast/runtime/api-error';
import type { KubernetesClient } from '@kubecast/runtime/client';
import type { Reconcile } from '@kubecast/runtime/controller';
import type { ObjectStore } from '@kubecast/runtime/informer';
import { type KubernetesObject, type ObjectReference, parseObjectKey } from '@kubecast/runtime/kubernetes-object';
import type { ResourceKind } from '@kubecast/runtime/resource-kind';
import type { Pool } from 'pg';
import type { ProjectedRow, ProjectedRows } from './projected-rows-repository.ts';

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
  readonly rows: Pick<ProjectedRows<ProjectedRow>, 'named' | 'forget'>;
  readonly project: (object: T) => Promise<void>;
}

const readCurrent = async <T extends Projectable>(
  { client, kind }: RowReconcilerOptions<T>,
  reference: ObjectReference,
  signal: AbortSignal,
): Promise<T | undefined> => {
  try {
    return await client.get(kind, reference, { signal });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
};

/**
 * The rows of a name that nothing is known to have. The API server is asked before any goes: a handler may have made the resource
 * and its row a moment ago.
 */
const settleUnknown = async <T extends Projectable>(
  options: RowReconcilerOptions<T>,
  reference: ObjectReference,
  signal: AbortSignal,
): Promise<void> => {
  const { pool, rows, project } = options;
  const left = await rows.named(pool, reference.namespace ?? '', reference.name);
  if (left.length === 0) return;
  const current = await readCurrent(options, reference, signal);
  if (current) await project(current);
  for (const { id } of left) if (id !== current?.metadata.uid) await rows.forget(pool, id);
};

/** The passes of one kind. They throw what `pg` and the client throw. */
export const createRowReconciler =
  <T extends Projectable>(options: RowReconcilerOptions<T>): Reconcile =>
  async (key, { signal }) => {
    const object = options.objects.get(key);
    if (object) await options.project(object);
    else await settleUnknown(options, parseObjectKey(key), signal);
    return undefined;
  };
