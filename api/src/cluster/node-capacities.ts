/** What the cluster's nodes offer, to tell beforehand which ladders fit. */
import { isForbidden } from '@kubecast/runtime/api-error';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { listAll } from '@kubecast/runtime/client-list';
import { nodes } from '@kubecast/runtime/core-kinds';
import { z } from 'zod';
import { clusterTimeoutMs } from './field-manager.ts';

/** Kubernetes quantities by resource: `cpu`, `memory`, `ephemeral-storage`. */
export type NodeCapacity = Readonly<Record<string, string>>;

const schema = z.object({
  spec: z
    .object({
      unschedulable: z.boolean().default(false),
      taints: z.array(z.object({ effect: z.string() })).default([]),
    })
    .prefault({}),
  status: z.object({ allocatable: z.record(z.string(), z.string()).default({}) }).prefault({}),
});

/** A preference keeps nothing out. */
const isKeptOut = ({ unschedulable, taints }: z.output<typeof schema>['spec']): boolean =>
  unschedulable || taints.some(({ effect }) => effect !== 'PreferNoSchedule');

/**
 * What each node that takes any pod has for pods in all; what runs on it is not taken off. Undefined where the api may not
 * ask: an installation that is bound to namespaces has no rights on nodes.
 */
export const readNodeCapacities = async (client: KubernetesClient): Promise<readonly NodeCapacity[] | undefined> => {
  try {
    const { items } = await listAll(client, nodes, { resourceVersion: '0', timeoutMs: clusterTimeoutMs });
    const parsed = items.map((node) => schema.parse(node));
    return parsed.filter(({ spec }) => !isKeptOut(spec)).map(({ status }) => status.allocatable);
  } catch (error) {
    if (isForbidden(error)) return undefined;
    throw error;
  }
};
