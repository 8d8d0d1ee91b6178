/**
 * The shape that every Kubernetes object shares, and how objects are named. Times are RFC 3339 strings, as on the wire.
 */
import type { ObjectMeta, OwnerReference } from 'kubernetes-types/meta/v1.js';
import { z } from 'zod';

/** An object as the API server returns it: what `kubernetes-types` leaves optional is always there. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: NamedObjectMeta;
}

/** Metadata of an object that has its name. */
export type NamedObjectMeta = ObjectMeta & { readonly name: string };

/** A type of `kubernetes-types` (all optional) as the API server returns it. */
export type Stored<T> = Omit<T, 'apiVersion' | 'kind' | 'metadata'> & KubernetesObject;

/** A map's key for an object: `namespace/name`, or `name` for a cluster-scoped one. */
export type ObjectKey = string;

/** Names an object of a known kind; `namespace` is absent for a cluster-scoped one. */
export interface ObjectReference {
  readonly namespace?: string | undefined;
  readonly name: string;
}

/** The key of an object in a store or a work queue. */
export const objectKey = ({ metadata }: Pick<KubernetesObject, 'metadata'>): ObjectKey =>
  referenceKey({ namespace: metadata.namespace, name: metadata.name });

/** The same key, from a namespace and a name. */
export const referenceKey = ({ namespace, name }: ObjectReference): ObjectKey =>
  namespace ? `${namespace}/${name}` : name;

/** Reads a key back. A name holds no slash, so that the first one parts the two. */
export const parseObjectKey = (key: ObjectKey): ObjectReference => {
  const slash = key.indexOf('/');
  return slash < 0 ? { name: key } : { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
};

/** The reference that makes `owner` the controller of a child: deleted with it, and nobody else's. */
export const controllerReference = (owner: KubernetesObject): OwnerReference => ({
  apiVersion: owner.apiVersion,
  kind: owner.kind,
  name: owner.metadata.name,
  uid: owner.metadata.uid ?? '',
  controller: true,
  blockOwnerDeletion: true,
});

/** The reference of the object's controller, if it has one. */
export const controllerOf = (object: KubernetesObject): OwnerReference | undefined =>
  object.metadata.ownerReferences?.find(({ controller }) => controller === true);

/** True when `owner` (this very object, by uid) controls `child`. */
export const isControlledBy = (child: KubernetesObject, owner: KubernetesObject): boolean =>
  owner.metadata.uid !== undefined && controllerOf(child)?.uid === owner.metadata.uid;

const kubernetesObjectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string().min(1), namespace: z.string().optional() }),
});

/**
 * The boundary's check of what came from the API server: an object with a name. The rest was validated there against the
 * kind's schema, so that `T` is taken at its word.
 *
 * @throws z.ZodError when it is not even that
 */
export const parseKubernetesObject = <T extends KubernetesObject>(value: unknown): T => {
  kubernetesObjectSchema.parse(value);
  return value as T;
};
