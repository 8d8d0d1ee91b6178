/** What a ladder takes of the cluster, in plain words. Pure. */
import type { Ladder } from '../../api/generated/schemas.ts';
import { formatBytes } from '../../format/format-bytes.ts';

const fractions: readonly (readonly [upTo: number, words: string])[] = [
  [280, 'a quarter of a processor core'],
  [400, 'a third of a processor core'],
  [600, 'half a processor core'],
  [850, 'three quarters of a processor core'],
  [1150, 'one processor core'],
];

/** `half a processor core`, `1.5 processor cores`, `3 processor cores`. */
export const describeCpu = (cpuMillis: number): string => {
  const fraction = fractions.find(([upTo]) => cpuMillis <= upTo);
  return fraction ? fraction[1] : `${Math.round(cpuMillis / 500) / 2} processor cores`;
};

/** A sentence of what it takes, or why it cannot be had. */
export const describeNeeds = ({ cpuMillis, memoryMebibytes, fits }: Ladder): string => {
  const cpu = describeCpu(cpuMillis);
  if (fits !== false) return `About ${cpu} while you are live`;
  const memory = formatBytes(memoryMebibytes * 2 ** 20);
  return `Not possible here: it takes about ${cpu} and ${memory} of memory, and no machine of this cluster has that`;
};
