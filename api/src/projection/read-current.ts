import { isNotFound } from '@kubecast/runtime/api-error';
import type { KubernetesClient } from '@kubecast/runtime/client';
import type { KubernetesObject, ObjectReference } from '@kubecast/runtime/kubernetes-object';
import type { ResourceKind } from '@kubecast/runtime/resource-kind';

/** The resource as the API server has it now, whatever is watched; undefined where there is none. Throws what else the client throws. */
export const readCurrent = async <T extends KubernetesObject>(
  client: Pick<KubernetesClient, 'get'>,
  kind: ResourceKind<T>,
  { reference, signal }: { readonly reference: ObjectReference; readonly signal: AbortSignal },
): Promise<T | undefined> => {
  try {
    return await client.get(kind, reference, { signal });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
};
