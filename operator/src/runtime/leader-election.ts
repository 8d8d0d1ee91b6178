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
import { decideLease } from './leader-election-decision.ts';
import { LeaseHolder } from './leader-election-holder.ts';
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

/** Who takes part in which election. */
export interface LeaderElectionOptions {
  readonly client: KubernetesClient;
  readonly namespace: string;
  /** Of the Lease. */
  readonly name: string;
  /** See `LeaseIdentity` of `leader-election-lease.ts`: the pod's name. */
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
  readonly #holder: LeaseHolder;

  constructor(options: LeaderElectionOptions) {
    const { client, namespace, name, identity, log, timing = defaultTiming } = options;
    const wanted = { namespace, name, identity, durationSeconds: Math.ceil(timing.leaseDurationMs / 1_000) };
    this.#options = options;
    this.#timing = timing;
    this.#holder = new LeaseHolder({ client, wanted, log, renewDeadlineMs: timing.renewDeadlineMs });
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
      await this.#holder.release();
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
      if (!lost.signal.aborted) await this.#holder.release();
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

  /** Undefined when the Lease is ours, else when to look again. */
  async #tryAcquire(): Promise<number | undefined> {
    const { identity, log } = this.#options;
    const { retryMs } = this.#timing;
    try {
      const observed = await this.#holder.observe();
      const decision = decideLease(observed, { identity, nowMs: performance.now(), pollMs: retryMs });
      if (decision.action === 'wait') {
        log.debug({ holder: decision.holder }, 'Waiting for leadership');
        return decision.afterMs;
      }
      await this.#holder.acquire();
      return undefined;
    } catch (error) {
      log.info({ err: error }, 'Trying again to lead');
      return retryMs;
    }
  }

  /** Renews until `ended`; aborts `lost` when that fails for too long. */
  async #renew(lost: AbortController, ended: AbortSignal): Promise<void> {
    let waitMs = this.#timing.renewMs;
    while (!ended.aborted) {
      await pause(Math.min(waitMs, this.#holder.leftMs()), ended);
      if (ended.aborted) return;
      const failure = await this.#tryRenew();
      waitMs = failure === undefined ? this.#timing.renewMs : this.#timing.retryMs;
      if (failure instanceof LeadershipLostError) return lost.abort(failure);
      if (failure !== undefined && this.#holder.leftMs() <= 0) return lost.abort(this.#overdue(failure));
    }
  }

  /** Undefined when the Lease was renewed, a {@link LeadershipLostError} when another process holds it. */
  async #tryRenew(): Promise<unknown> {
    try {
      await this.#holder.renew();
      return undefined;
    } catch (error) {
      this.#options.log.warn({ err: error }, 'Trying again to renew the lease');
      const usurper = error instanceof ApiError ? await this.#holder.findUsurper() : undefined;
      return usurper === undefined ? error : new LeadershipLostError(`${usurper} holds ${this.#lease}`);
    }
  }

  get #lease(): string {
    return `the Lease ${this.#options.namespace}/${this.#options.name}`;
  }

  #overdue(cause: unknown): LeadershipLostError {
    const message = `Could not renew ${this.#lease} for ${this.#timing.renewDeadlineMs} ms`;
    return new LeadershipLostError(message, { cause });
  }

  #tell(leads: boolean, message: string): void {
    const { name, identity, log, onChange } = this.#options;
    log.info({ lease: name, identity }, message);
    onChange?.(leads);
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
