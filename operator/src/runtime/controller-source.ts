import type { Informer } from './informer.ts';
import { controllerOf, type KubernetesObject, objectKey, referenceKey } from './kubernetes-object.ts';
import type { WorkQueue } from './work-queue.ts';

/** Which keys an object's change concerns, and which changes count. */
export interface SourceOptions<T extends KubernetesObject> {
  /** As in {@link objectKey} for the reconciled kind itself, {@link ownerKeys} for its children. */
  readonly keysOf: (object: T) => readonly string[];
  /** False for changes that no pass needs to see. Default: all count. */
  readonly matters?: ((object: T, previous: T) => boolean) | undefined;
}

/**
 * Adds the keys of an informer's objects to a queue whenever they come, change or go. A change concerns the keys from
 * before, too: an object that was taken from its owner is missed by that owner. Returns how to end it.
 */
export const enqueueChanges = <T extends KubernetesObject>(
  informer: Pick<Informer<T>, 'addHandler'>,
  queue: Pick<WorkQueue, 'add'>,
  { keysOf, matters = () => true }: SourceOptions<T>,
): (() => void) => {
  const add = (...objects: readonly T[]): void => {
    for (const key of new Set(objects.flatMap(keysOf))) queue.add(key);
  };
  return informer.addHandler({
    added: (object) => add(object),
    updated: (object, previous) => {
      if (matters(object, previous)) add(previous, object);
    },
    deleted: (object) => add(object),
  });
};

/** The key of the object itself. */
export const ownKeys = (object: KubernetesObject): readonly string[] => [objectKey(object)];

/** The key of the object's controller, when that is of `kind`; it lives in the same namespace. */
export const ownerKeys =
  (kind: string) =>
  (object: KubernetesObject): readonly string[] => {
    const owner = controllerOf(object);
    if (owner?.kind !== kind) return [];
    return [referenceKey({ namespace: object.metadata.namespace, name: owner.name })];
  };
