/** The presets with what they need, and whether the cluster has a node for it: looked up at most twice a minute. */
import type { KubernetesClient } from '@kubecast/runtime/client';
import { type NodeCapacity, readNodeCapacities } from '../../cluster/node-capacities.ts';
import { type OfferedLadder, offerLadder } from './ladder-fit.ts';
import type { LadderPreset } from './ladder-presets.ts';

const keptMs = 30_000;

export interface OfferedLaddersOptions {
  readonly cluster: KubernetesClient;
  readonly presets: readonly LadderPreset[];
  readonly now: () => Date;
}

type Nodes = readonly NodeCapacity[] | undefined;

/** Gives a function that tells of them; it rejects as the runtime's client does, and asks again then. */
export const createOfferedLadders = ({ cluster, presets, now }: OfferedLaddersOptions) => {
  let known: { readonly atMs: number; readonly nodes: Promise<Nodes> } | undefined;
  const readNodes = (): Promise<Nodes> => {
    const atMs = now().getTime();
    if (!known || atMs - known.atMs >= keptMs) {
      const asked = { atMs, nodes: readNodeCapacities(cluster) };
      asked.nodes.catch(() => {
        if (known === asked) known = undefined;
      });
      known = asked;
    }
    return known.nodes;
  };
  return async (): Promise<readonly OfferedLadder[]> => {
    const nodes = await readNodes();
    return presets.map((preset) => offerLadder(preset, nodes));
  };
};
