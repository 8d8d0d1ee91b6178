/**
 * Leadership by a Lease (`coordination.k8s.io/v1`), so that of several processes one at a time works.
 *
 * ```
 *   look ──held by another──► wait (1 s, or until its lease runs out) ──► look
 *    │ free, or the holder is gone
 *    ▼
 *   lead: work, and renew every 2 s ──told to end──► work drains, then release ──► the next candidate looks within 1 s
 *    │ no renewal for 10 s, or another holder
 *    ▼
 *   lost: the work's signal aborts at once (5 s before anybody else may lead)
 * ```
 */
import type { Logger } from 'pino';
import { ApiError } from './api-error.ts';
import type { KubernetesClient } from './client.ts';
import { type Lease, leases } from './core-kinds.ts';
import { decideLease, type ObservedLease, observeLease } from './leader-election-decision.ts';
import { buildReleasedLease, holdLease, type LeaseIdentity, readLease } from './leader-election-lease.ts';
import { sleep } from './sleep.ts';

/** The times of an election, in milliseconds. */
export interface LeaderElectionTiming {
  /** Others wait so long after the last renewal that they saw. Whole seconds. */
  readonly leaseDurationMs: number;
  /** A leader that could not renew for so long gives up. Well below the lease's duration. */
  readonly renewDeadlineMs: number;
  readonly renewMs: number;
  /** How often a candidate looks, and how soon a failed renewal is tried again. */
  readonly retryMs: number;
}

const defaultTiming: LeaderElectionTiming = {
  leaseDurationMs: 15_000,
  renewDeadlineMs: 10_000,
  renewMs: 2_000,
  retryMs: 1_000,
};

/** Longest wait for an answer about the Lease. */
const requestTimeoutMs = 3_000;
const releaseTimeoutMs = 2_000;

/** Who takes part in which election. */
export interface LeaderElectionOptions {
  readonly client: KubernetesClient;
  readonly namespace: string;
  /** Of the Lease. */
  readonly name: string;
  /** See {@link LeaseIdentity}: the pod's name. */
  readonly identity: string;
  readonly log: Logger;
  readonly timing?: LeaderElectionTiming;
  /** Told when this process begins and ends to lead. */
  readonly onChange?: (leads: boolean) => void;
}

/** Renewing failed for too long, or another process holds the Lease: this one must not act any more. */
export class LeadershipLostError extends Error {
  override readonly name = 'LeadershipLostError';
}

/** How leading ended: `never` when it was told to end before its turn came. */
export type LeadershipEnd = 'never' | 'released' | 'lost';

/** A candidate. One `lead` at a time. */
export class LeaderElection {
  readonly #options: LeaderElectionOptions;
  readonly #timing: LeaderElectionTiming;
  readonly #wanted: LeaseIdentity;
  #observed: ObservedLease | undefined;
  /** The start of the last request that took or renewed the Lease. */
  #renewedMs = 0;

  constructor(options: LeaderElectionOptions) {
    const { namespace, name, identity, timing = defaultTiming } = options;
    this.#options = options;
    this.#timing = timing;
    this.#wanted = { namespace, name, identity, durationSeconds: Math.ceil(timing.leaseDurationMs / 1_000) };
  }

  /**
   * Waits for its turn, then runs `work` while it leads. The signal that `work` gets aborts when `signal` does, or when
   * leadership is lost (its reason is a {@link LeadershipLostError} then); the Lease is renewed until `work` has ended,
   * and then released. Rejects with what `work` rejects with.
   */
  async lead(signal: AbortSignal, work: (leading: AbortSignal) => Promise<void>): Promise<LeadershipEnd> {
    this.#options.onChange?.(false);
    await this.#acquire(signal);
    if (signal.aborted) {
      await this.#release();
      return 'never';
    }
    this.#tell(true, 'Leading');
    const lost = new AbortController();
    const ended = new AbortController();
    const renewing = this.#renew(lost, ended.signal);
    try {
      await work(AbortSignal.any([signal, lost.signal]));
    } finally {
      ended.abort();
      await renewing;
      if (!lost.signal.aborted) await this.#release();
      this.#tell(false, lost.signal.aborted ? 'Losing leadership' : 'Ending leadership');
    }
    return lost.signal.aborted ? 'lost' : 'released';
  }

  /** Resolves when the Lease is ours, or `signal` aborts. */
  async #acquire(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const afterMs = await this.#tryAcquire();
      if (afterMs === undefined) return;
      await pause(afterMs, signal);
    }
  }

  /**
   * Undefined when the Lease is ours, else when to look again. Requests are not given up on a signal: one that the server
   * carried out unknown to us would leave the Lease to nobody.
   */
  async #tryAcquire(): Promise<number | undefined> {
    const { retryMs } = this.#timing;
    try {
      const observed = await this.#observe(requestTimeoutMs);
      const decision = decideLease(observed, this.#candidate());
      if (decision.action === 'wait') {
        this.#options.log.debug({ holder: decision.holder }, 'Waiting for leadership');
        return decision.afterMs;
      }
      await this.#hold(observed.lease, requestTimeoutMs);
      return undefined;
    } catch (error) {
      this.#options.log.info({ err: error }, 'Trying again to lead');
      return retryMs;
    }
  }

  /** Renews until `ended`; aborts `lost` when that fails for too long. */
  async #renew(lost: AbortController, ended: AbortSignal): Promise<void> {
    let waitMs = this.#timing.renewMs;
    while (!ended.aborted) {
      await pause(Math.min(waitMs, this.#leftMs()), ended);
      if (ended.aborted) return;
      const failure = await this.#tryRenew();
      waitMs = failure === undefined ? this.#timing.renewMs : this.#timing.retryMs;
      if (failure instanceof LeadershipLostError) return lost.abort(failure);
      if (failure !== undefined && this.#leftMs() <= 0) return lost.abort(this.#overdue(failure));
    }
  }

  /** Undefined when the Lease was renewed. */
  async #tryRenew(): Promise<unknown> {
    try {
      await this.#hold(this.#observed?.lease, this.#timeoutMs());
      return undefined;
    } catch (error) {
      this.#options.log.warn({ err: error }, 'Trying again to renew the lease');
      return (error instanceof ApiError ? await this.#findUsurper() : undefined) ?? error;
    }
  }

  /** The server refused the renewal: maybe because another process leads. */
  async #findUsurper(): Promise<LeadershipLostError | undefined> {
    try {
      const { lease } = await this.#observe(this.#timeoutMs());
      const holder = lease?.spec?.holderIdentity;
      if (holder === undefined || holder === this.#wanted.identity) return undefined;
      return new LeadershipLostError(`${holder} holds the Lease ${this.#wanted.namespace}/${this.#wanted.name}`);
    } catch {
      // No answer either: the renewal is tried again until its deadline.
      return undefined;
    }
  }

  async #observe(timeoutMs: number): Promise<ObservedLease> {
    const lease = await readLease(this.#options.client, this.#wanted, { timeoutMs });
    this.#observed = observeLease(this.#observed, lease, performance.now());
    return this.#observed;
  }

  async #hold(lease: Lease | undefined, timeoutMs: number): Promise<void> {
    const startMs = performance.now();
    const held = await holdLease(this.#options.client, lease, { timeoutMs, wanted: this.#wanted });
    this.#observed = { lease: held, sinceMs: startMs };
    this.#renewedMs = startMs;
  }

  /** Best effort: without it the next candidate waits until the lease has run out. */
  async #release(): Promise<void> {
    const lease = this.#observed?.lease;
    if (lease?.spec?.holderIdentity !== this.#wanted.identity) return;
    try {
      const released = buildReleasedLease(lease, new Date());
      await this.#options.client.replace(leases, released, { timeoutMs: releaseTimeoutMs });
    } catch (error) {
      this.#options.log.warn({ err: error }, 'Leaving the lease to run out');
    }
  }

  #candidate() {
    return { identity: this.#wanted.identity, nowMs: performance.now(), pollMs: this.#timing.retryMs };
  }

  /** No request of a leader lasts beyond its deadline. */
  #timeoutMs(): number {
    return Math.max(1, Math.min(requestTimeoutMs, this.#leftMs()));
  }

  #leftMs(): number {
    return Math.max(0, this.#renewedMs + this.#timing.renewDeadlineMs - performance.now());
  }

  #overdue(cause: unknown): LeadershipLostError {
    const { name, namespace } = this.#wanted;
    const message = `The Lease ${namespace}/${name} could not be renewed for ${this.#timing.renewDeadlineMs} ms`;
    return new LeadershipLostError(message, { cause });
  }

  #tell(leads: boolean, message: string): void {
    this.#options.log.info({ lease: this.#wanted.name, identity: this.#wanted.identity }, message);
    this.#options.onChange?.(leads);
  }
}

/** Waits; a signal ends it early. */
const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
  try {
    await sleep(ms, signal);
  } catch {
    // Only the signal ends a pause early, and whoever paused looks at it.
  }
};
