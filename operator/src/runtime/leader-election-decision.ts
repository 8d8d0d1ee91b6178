/**
 * Who may lead, decided from a Lease: pure.
 *
 * Times of the Lease are another machine's clock and are never compared with ours. What counts is how long ago, by our
 * own monotonic clock, we last saw the Lease change: a holder that has renewed nothing for its lease's duration is gone,
 * whatever either clock says.
 */
import type { Lease } from './core-kinds.ts';

/** A Lease, and since when it has been like this, by `performance.now()`. */
export interface ObservedLease {
  /** Undefined when there is none. */
  readonly lease: Lease | undefined;
  readonly sinceMs: number;
}

/** What to do about a Lease. */
export type LeaseDecision =
  /** Nobody holds it, or its holder is gone: take it, if no other candidate is faster. */
  | { readonly action: 'acquire' }
  /** We hold it. */
  | { readonly action: 'renew' }
  /** `holder` leads; look again after so long. */
  | { readonly action: 'wait'; readonly holder: string; readonly afterMs: number };

/** Who asks, when, and how often it wants to look. */
export interface Candidate {
  readonly identity: string;
  readonly nowMs: number;
  readonly pollMs: number;
}

const defaultDurationSeconds = 15;

/** The file's header has the rule. */
export const decideLease = ({ lease, sinceMs }: ObservedLease, candidate: Candidate): LeaseDecision => {
  const { holderIdentity: holder = '', leaseDurationSeconds = defaultDurationSeconds } = lease?.spec ?? {};
  if (holder === '') return { action: 'acquire' };
  if (holder === candidate.identity) return { action: 'renew' };
  const leftMs = sinceMs + leaseDurationSeconds * 1_000 - candidate.nowMs;
  if (leftMs <= 0) return { action: 'acquire' };
  return { action: 'wait', holder, afterMs: Math.min(candidate.pollMs, leftMs) };
};

/** What we have now seen: the same as before when nothing changed since. */
export const observeLease = (
  previous: ObservedLease | undefined,
  lease: Lease | undefined,
  nowMs: number,
): ObservedLease => {
  const unchanged = previous !== undefined && versionOf(previous.lease) === versionOf(lease);
  return { lease, sinceMs: unchanged ? previous.sinceMs : nowMs };
};

const versionOf = (lease: Lease | undefined): string | undefined => lease?.metadata.resourceVersion;
