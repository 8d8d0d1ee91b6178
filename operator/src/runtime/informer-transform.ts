import type { KubernetesObject } from './kubernetes-object.ts';

/** A transform that leaves `metadata.managedFields` out: often half of an object, and few readers need it. */
export const withoutManagedFields = <T extends KubernetesObject>(object: T): T => {
  const { managedFields: _, ...metadata } = object.metadata;
  return { ...object, metadata };
};
