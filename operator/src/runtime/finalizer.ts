/**
 * Finalizers: an object with one stays, with a deletion timestamp, until what must be cleaned up outside the cluster is
 * cleaned up. Children in the cluster need none: owner references delete them.
 *
 * The list is replaced whole, so that the patch carries the resourceVersion that it was read at: another controller's
 * finalizer is never lost, the pass gets a conflict instead and is retried.
 */
import { isNotFound } from './api-error.ts';
import type { KubernetesClient } from './client.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import type { ResourceKind } from './resource-kind.ts';

/** Which finalizer of which object. */
export interface FinalizerRequest<T extends KubernetesObject> {
  readonly object: T;
  /** As in `kubecast.dev/segments`. */
  readonly finalizer: string;
  readonly fieldManager: string;
  readonly signal?: AbortSignal | undefined;
}

/** True when `object` has `finalizer`. */
export const hasFinalizer = ({ metadata }: KubernetesObject, finalizer: string): boolean =>
  metadata.finalizers?.includes(finalizer) ?? false;

/** Adds the finalizer unless it is there; returns the object as it is then. @throws ApiError, `isConflict` */
export const addFinalizer = async <T extends KubernetesObject>(
  client: KubernetesClient,
  kind: ResourceKind<T>,
  request: FinalizerRequest<T>,
): Promise<T> => {
  const { object, finalizer } = request;
  if (hasFinalizer(object, finalizer)) return object;
  return await patchFinalizers(client, kind, { ...request, finalizers: [...listOf(object), finalizer] });
};

/** Removes the finalizer unless it is gone, or the object is. @throws ApiError, `isConflict` */
export const removeFinalizer = async <T extends KubernetesObject>(
  client: KubernetesClient,
  kind: ResourceKind<T>,
  request: FinalizerRequest<T>,
): Promise<void> => {
  const { object, finalizer } = request;
  if (!hasFinalizer(object, finalizer)) return;
  const finalizers = listOf(object).filter((other) => other !== finalizer);
  try {
    await patchFinalizers(client, kind, { ...request, finalizers });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
};

const listOf = ({ metadata }: KubernetesObject): readonly string[] => metadata.finalizers ?? [];

type FinalizersRequest<T extends KubernetesObject> = FinalizerRequest<T> & { readonly finalizers: readonly string[] };

const patchFinalizers = <T extends KubernetesObject>(
  client: KubernetesClient,
  kind: ResourceKind<T>,
  { object, finalizers, fieldManager, signal }: FinalizersRequest<T>,
): Promise<T> => {
  const { uid, resourceVersion } = object.metadata;
  return client.mergePatch(kind, object.metadata, {
    patch: { metadata: { uid, resourceVersion, finalizers } },
    fieldManager,
    signal,
  });
};
