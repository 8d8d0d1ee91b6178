import type { Logger } from 'pino';
import type { KubernetesClient } from './client.ts';
import { leases } from './core-kinds.ts';
import { type ObservedLease, observeLease } from './leader-election-decision.ts';
import { buildReleasedLease, holdLease, type LeaseIdentity, readLease } from './leader-election-lease.ts';

/** Longest wait for an answer about the Lease. */
const requestTimeoutMs = 3_000;
const releaseTimeoutMs = 2_000;

/** Where the Lease is, who holds it, and for how long a renewal is good. */
export interface LeaseHolderOptions {
  readonly client: KubernetesClient;
  readonly wanted: LeaseIdentity;
  readonly log: Logger;
  readonly renewDeadlineMs: number;
}

/**
 * What one candidate knows of the Lease, and does with it. Requests are never given up on a signal: one that the server
 * carried out unknown to us would leave the Lease to nobody until it has run out.
 */
export class LeaseHolder {
  readonly #options: LeaseHolderOptions;
  #observed: ObservedLease | undefined;
  /** The start of the last request that took or renewed the Lease. */
  #renewedMs = 0;

  constructor(options: LeaseHolderOptions) {
    this.#options = options;
  }

  /** How long we may still act on the last renewal, in milliseconds. */
  leftMs(): number {
    return Math.max(0, this.#renewedMs + this.#options.renewDeadlineMs - performance.now());
  }

  /** Reads the Lease. @throws ApiError, NetworkError */
  async observe(timeoutMs = requestTimeoutMs): Promise<ObservedLease> {
    const { client, wanted } = this.#options;
    const lease = await readLease(client, wanted, { timeoutMs });
    this.#observed = observeLease(this.#observed, lease, performance.now());
    return this.#observed;
  }

  /** Takes the Lease as it was observed. @throws ApiError when another was faster, NetworkError */
  async acquire(): Promise<void> {
    await this.#hold(requestTimeoutMs);
  }

  /** Renews the Lease, within what is left. @throws ApiError when another holds it, NetworkError */
  async renew(): Promise<void> {
    await this.#hold(this.#leaderTimeoutMs());
  }

  /** Who holds the Lease now, if that is not us; undefined also when there is no answer in what is left. */
  async findUsurper(): Promise<string | undefined> {
    try {
      const { lease } = await this.observe(this.#leaderTimeoutMs());
      const holder = lease?.spec?.holderIdentity;
      return holder === this.#options.wanted.identity ? undefined : holder;
    } catch {
      // The renewal is tried again until its deadline: that decides.
      return undefined;
    }
  }

  /** Gives the Lease up, if it is ours. Best effort: without it the next candidate waits until the lease has run out. */
  async release(): Promise<void> {
    const { client, wanted, log } = this.#options;
    const lease = this.#observed?.lease;
    if (lease?.spec?.holderIdentity !== wanted.identity) return;
    try {
      await client.replace(leases, buildReleasedLease(lease, new Date()), { timeoutMs: releaseTimeoutMs });
    } catch (error) {
      log.warn({ err: error }, 'Leaving the lease to run out');
    }
  }

  async #hold(timeoutMs: number): Promise<void> {
    const { client, wanted } = this.#options;
    const startMs = performance.now();
    const held = await holdLease(client, this.#observed?.lease, { timeoutMs, wanted });
    this.#observed = { lease: held, sinceMs: startMs };
    this.#renewedMs = startMs;
  }

  /** No request of a leader lasts beyond its deadline. */
  #leaderTimeoutMs(): number {
    return Math.max(1, Math.min(requestTimeoutMs, this.leftMs()));
  }
}
