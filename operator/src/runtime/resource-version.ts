/**
 * Comparing resourceVersions. Officially opaque for long, they are decimal integers that grow, comparable between objects
 * of one kind (KEP-5504, guaranteed from Kubernetes 1.35; with etcd, always so). A server that breaks this gets what
 * opaque versions allow: only equality counts, and what comes later is taken to be newer.
 */

const decimal = /^\d+$/;

/** Negative, zero or positive, as `Array.sort` has it; undefined when the two cannot be compared. */
export const compareResourceVersions = (a: string, b: string): number | undefined => {
  if (a === b) return 0;
  if (!decimal.test(a) || !decimal.test(b)) return undefined;
  const difference = BigInt(a) - BigInt(b);
  return difference < 0n ? -1 : Number(difference > 0n);
};

/** True unless `candidate` is known to be the same as `current`, or older. */
export const isNewerResourceVersion = (candidate: string, current: string): boolean =>
  (compareResourceVersions(candidate, current) ?? 1) > 0;

/** How far a watch is that was at `current` and now saw `seen`. */
export const laterResourceVersion = (current: string, seen: string): string =>
  isNewerResourceVersion(seen, current) ? seen : current;
