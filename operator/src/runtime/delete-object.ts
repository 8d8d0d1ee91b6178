import { isConflict, isNotFound } from './api-error.ts';
import type { DeleteOptions, KubernetesClient } from './client.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import type { ResourceKind } from './resource-kind.ts';

/**
 * Tells this very object (by uid) to go. One that is gone already, or whose name another one has by now, is as good.
 *
 * @throws ApiError of the server for anything else
 */
export const deleteObject = async (
  client: Pick<KubernetesClient, 'delete'>,
  kind: ResourceKind,
  { metadata }: KubernetesObject,
  options: Omit<DeleteOptions, 'preconditions'> = {},
): Promise<void> => {
  const { uid } = metadata;
  try {
    await client.delete(kind, metadata, { ...options, ...(uid !== undefined && { preconditions: { uid } }) });
  } catch (error) {
    if (!isNotFound(error) && !isConflict(error)) throw error;
  }
};
