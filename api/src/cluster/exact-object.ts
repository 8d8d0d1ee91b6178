/**
 * Objects as the api writes them, whatever their kind: created in a shard; changed by merge patches of single fields and deleted as
 * one very object, by its uid, so that a namesake that came after it is left alone.
 */
import { apiVersion, shardLabel } from '@kubecast/crds/names';
import { isConflict, isInvalid, isNotFound } from '@kubecast/runtime/api-error';
import type { KubernetesClient } from '@kubecast/runtime/client';
import type { KubernetesObject } from '@kubecast/runtime/kubernetes-object';
import { type ResourceKind, resourcePath } from '@kubecast/runtime/resource-kind';
import { apiFieldManager, clusterTimeoutMs } from './field-manager.ts';

/** One very object. */
export interface ExactReference {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

/** What to create. `spec` may hold undefined. */
export interface NewObject<Spec extends object = object> {
  readonly namespace: string;
  readonly name: string;
  /** Of the operator that is to take care of it; undefined: the one without a shard. */
  readonly shard: string | undefined;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec: Spec;
}

const timeoutMs = clusterTimeoutMs;

/** @throws ApiError of the runtime: `isAlreadyExists`, `isInvalid` where the spec breaks a rule */
export const createObject = async <T extends KubernetesObject>(
  client: KubernetesClient,
  kind: ResourceKind<T>,
  { namespace, name, shard, annotations, spec }: NewObject,
): Promise<T> => {
  const labels = { 'app.kubernetes.io/managed-by': apiFieldManager, [shardLabel]: shard };
  const { body } = await client.request({
    method: 'POST',
    path: `${resourcePath(kind, { namespace })}?fieldManager=${apiFieldManager}`,
    body: { apiVersion, kind: kind.kind, metadata: { namespace, name, labels, annotations }, spec },
    attempt: `create ${kind.kind} ${namespace}/${name}`,
    timeoutMs,
  });
  return kind.parse(body);
};

/** The very object; undefined when it is gone, also where another has its name. */
export const readObject = async <T extends KubernetesObject>(
  client: KubernetesClient,
  kind: ResourceKind<T>,
  { uid, ...reference }: ExactReference,
): Promise<T | undefined> => {
  try {
    const object = await client.get(kind, reference, { timeoutMs });
    return object.metadata.uid === uid ? object : undefined;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
};

/** A merge patch: `null` removes a field. With a `resourceVersion` a conflict when anything changed since. */
export interface ObjectChange {
  readonly spec?: object;
  readonly metadata?: {
    readonly resourceVersion?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

/** The object as changed; undefined when it is gone. @throws ApiError of the runtime: `isInvalid`, `isConflict` */
export const patchObject = async <T extends KubernetesObject>(
  client: KubernetesClient,
  kind: ResourceKind<T>,
  reference: ExactReference,
  { metadata, ...change }: ObjectChange,
): Promise<T | undefined> => {
  const patch = { metadata: { ...metadata, uid: reference.uid }, ...change };
  try {
    return await client.mergePatch(kind, reference, { patch, fieldManager: apiFieldManager, timeoutMs });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    // Another has its name (its uid cannot be changed), or the change itself is refused: the server answers both alike.
    const isRefused = isConflict(error) || isInvalid(error);
    if (isRefused && (await readObject(client, kind, reference)) === undefined) return undefined;
    throw error;
  }
};

/** Deletes this very object. One that is gone is no error. */
export const deleteObject = async (
  client: KubernetesClient,
  kind: ResourceKind,
  reference: ExactReference,
): Promise<void> => {
  try {
    await client.delete(kind, reference, { preconditions: { uid: reference.uid }, timeoutMs });
  } catch (error) {
    if (!isNotFound(error) && !isConflict(error)) throw error;
  }
};
