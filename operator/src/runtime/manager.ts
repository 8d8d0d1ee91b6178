/**
 * One process of an operator, in order:
 *
 * ```
 *   health server ─► informers ─► first lists read: ready ─► turn to lead ─► controllers and tasks
 *   signal ─► not ready ─► no more keys ─► passes under way end ─► events written ─► lease released
 *          ─► informers end ─► health server ends
 * ```
 * Informers run before the process leads, so that a successor starts warm; being ready does not mean to lead.
 */
import type { Logger } from 'pino';
import { type HealthCheck, HealthServer } from './health-server.ts';
import type { Informer } from './informer.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import type { LeaderElection } from './leader-election.ts';
import { type DrainEnd, type LeaderWork, workWhileLeading } from './manager-drain.ts';
import type { RuntimeMetrics } from './metrics.ts';

/** What of an informer the manager needs, whatever its kind. */
export type ManagedInformer = Pick<Informer<KubernetesObject>, 'kind' | 'run' | 'synced' | 'hasSynced'>;

/** What a process is made of. */
export interface ManagerOptions extends Omit<LeaderWork, 'drainMs' | 'tasks'> {
  readonly log: Logger;
  readonly metrics: Pick<RuntimeMetrics, 'registry'>;
  /** Of the health server. 0: any free one. */
  readonly port: number;
  readonly informers: readonly ManagedInformer[];
  /** Absent: it leads at once, as the only one. */
  readonly election?: Pick<LeaderElection, 'lead'> | undefined;
  readonly tasks?: LeaderWork['tasks'];
  /** Default 20 s: with the rest of the end it fits into a pod's default grace period of 30 s. */
  readonly drainMs?: number;
}

/** How it ended. `lost`: another process may lead, and this one must be started anew. */
export type ManagerEnd = DrainEnd | 'lost';

const defaultDrainMs = 20_000;

/** What to exit with, by `process.exit`: what was left behind would keep the process alive. */
export const managerExitCode = (end: ManagerEnd): number => (end === 'drained' ? 0 : 1);

/** Runs one process until a signal; the file's header has the order. One `run` a manager. */
export class Manager {
  readonly #options: ManagerOptions;
  readonly #health: HealthServer;
  #draining = false;

  constructor(options: ManagerOptions) {
    this.#options = options;
    this.#health = new HealthServer({
      port: options.port,
      registry: options.metrics.registry,
      readiness: [buildInformerCheck(options.informers), this.#buildDrainCheck()],
    });
  }

  /** Resolves when everything has ended after `signal`. Rejects when a task failed, or the port is taken. */
  async run(signal: AbortSignal): Promise<ManagerEnd> {
    const { log, informers } = this.#options;
    const port = await this.#health.listen();
    log.info({ port, informers: informers.map(({ kind }) => kind.plural) }, 'Starting');
    signal.addEventListener('abort', () => this.#setDraining(), { once: true });
    const stop = new AbortController();
    const runs = informers.map((informer) => informer.run(stop.signal));
    try {
      return await this.#work(signal);
    } finally {
      this.#setDraining();
      stop.abort();
      await Promise.all(runs);
      await this.#health.close();
      log.info('Ending');
    }
  }

  async #work(signal: AbortSignal): Promise<ManagerEnd> {
    if (!(await this.#isSynced(signal))) return 'drained';
    const { election, tasks = [], drainMs = defaultDrainMs } = this.#options;
    const work = { ...this.#options, tasks, drainMs };
    if (election === undefined) return await workWhileLeading(work, signal);
    let end: DrainEnd = 'drained';
    const leadership = await election.lead(signal, async (leading) => {
      end = await workWhileLeading(work, leading);
    });
    return leadership === 'lost' ? 'lost' : end;
  }

  /** False when the signal came first. */
  async #isSynced(signal: AbortSignal): Promise<boolean> {
    try {
      await Promise.all(this.#options.informers.map((informer) => informer.synced(signal)));
      return !signal.aborted;
    } catch (error) {
      if (signal.aborted) return false;
      throw error;
    }
  }

  #setDraining(): void {
    this.#draining = true;
  }

  #buildDrainCheck(): HealthCheck {
    return { name: 'running', fault: () => (this.#draining ? 'the process is ending' : undefined) };
  }
}

const buildInformerCheck = (informers: readonly ManagedInformer[]): HealthCheck => ({
  name: 'informers',
  fault: () => {
    const waiting = informers.filter((informer) => !informer.hasSynced()).map(({ kind }) => kind.plural);
    return waiting.length === 0 ? undefined : `${waiting.join(', ')} not listed yet`;
  },
});
