/**
 * When a pod counts as gone though its object is there. One on a node that does not answer stays as it was, Running and
 * Terminating, for as long as the node's object exists.
 */
import type { Pod } from '@kubecast/runtime/core-kinds';

/** Clocks differ, and a node may be slow to say that a pod has ended. */
const slackMs = 30_000;

/** From when on it counts as gone, Unix milliseconds: its time to end is part of the timestamp. Undefined: it was not told to go. */
export const lostAtMs = ({ metadata }: Pod): number | undefined =>
  metadata.deletionTimestamp === undefined ? undefined : Date.parse(metadata.deletionTimestamp) + slackMs;

/** True for a pod that was told to go and should have been gone for a while. */
export const isLost = (pod: Pod, now: Date): boolean => (lostAtMs(pod) ?? Number.POSITIVE_INFINITY) <= now.getTime();
