/**
 * Whether the cluster has a node for a ladder, told beforehand by what the operator computes for its pod. The operator requests a
 * part of the CPU, since a pod waits idle most of its day; live it needs all of it, so that is what a node must have.
 */
import { type ContainerResources, containerResources, ladderNeeds } from '@kubecast/media/ladder-needs';
import { parseQuantity } from '@kubecast/runtime/quantity';
import type { NodeCapacity } from '../../cluster/node-capacities.ts';
import type { LadderPreset } from './ladder-presets.ts';

const wholePercent = 100;

/** A preset as the api shows it. */
export interface OfferedLadder extends LadderPreset {
  /** Whole CPU need at 30 frames a second, preset veryfast, in thousandths of a core. */
  readonly cpuMillis: number;
  readonly memoryMebibytes: number;
  /** Whether some node is large enough; null where the api may not see nodes. */
  readonly fits: boolean | null;
}

/** What a node does not say it has, it has none of. */
const isEnough = (offered: string | undefined, wanted: string): boolean => {
  const has = parseQuantity(offered ?? '0');
  const needs = parseQuantity(wanted);
  return has !== undefined && needs !== undefined && has >= needs;
};

const takes = (node: NodeCapacity, { requests }: ContainerResources): boolean =>
  Object.entries(requests).every(([resource, wanted]) => isEnough(node[resource], wanted));

/** By the nodes' whole size: what else runs on them comes and goes. */
export const offerLadder = (preset: LadderPreset, nodes: readonly NodeCapacity[] | undefined): OfferedLadder => {
  const needs = ladderNeeds(preset.renditions, 'veryfast');
  const resources = containerResources(needs, wholePercent);
  return {
    ...preset,
    cpuMillis: needs.cpuMillis,
    memoryMebibytes: needs.memoryMebibytes,
    fits: nodes === undefined ? null : nodes.some((node) => takes(node, resources)),
  };
};
