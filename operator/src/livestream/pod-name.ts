/**
 * The transcoder pod's name, `<stream>-<5 characters>`. The suffix is a function of the stream's uid and of the pods that
 * went before, so that whoever makes the successor twice (a stale cache, a second leader for a moment) asks for the same
 * name twice, and the API server refuses the second one. `docs/decisions/0005-pod-names.md` has the reasoning.
 */
import { createHash } from 'node:crypto';

/** Kubernetes' own alphabet for generated names: no vowels, nothing that is read wrong. */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
const suffixLength = 5;

/** What a pod's name follows from. */
export interface PodLineage {
  readonly stream: string;
  readonly liveStreamUid: string;
  /** Names of the stream's pods that there are or were last known; order and repetition do not matter. */
  readonly predecessors: readonly string[];
}

/** The successor's name; never a predecessor's. */
export const podName = ({ stream, liveStreamUid, predecessors }: PodLineage): string => {
  const known = [...new Set(predecessors)].sort();
  const digest = createHash('sha256')
    .update(JSON.stringify([liveStreamUid, ...known]))
    .digest();
  const suffix = [...digest.subarray(0, suffixLength)].map((byte) => alphabet.charAt(byte % alphabet.length)).join('');
  return `${stream}-${suffix}`;
};
