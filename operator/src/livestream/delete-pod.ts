import type { KubernetesClient } from '@kubecast/runtime/client';
import { pods } from '@kubecast/runtime/core-kinds';
import { deleteObject } from '@kubecast/runtime/delete-object';
import type { Logger } from 'pino';
import type { PodFacts } from './pod-facts.ts';

/** The pass that deletes. */
interface Deletion {
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/**
 * Tells this very pod (by uid) to go, with its own time to drain. One that is already going, gone or replaced under its
 * name is left alone.
 */
export const deletePod = async (client: KubernetesClient, pod: PodFacts, { log, signal }: Deletion): Promise<void> => {
  if (pod.terminating) return;
  log.info({ pod: pod.name }, 'Deleting a pod');
  await deleteObject(client, pods, pod.pod, { signal });
};
