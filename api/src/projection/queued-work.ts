/** A queue and its controller for one term of leadership: both end with it, and the next term begins with new ones. */
import { Controller, type Reconcile } from '@kubecast/runtime/controller';
import type { ObjectKey } from '@kubecast/runtime/kubernetes-object';
import { WorkQueue } from '@kubecast/runtime/work-queue';
import { ProjectionLag } from './projection-lag.ts';
import type { Term } from './projection-parts.ts';

export interface QueuedWork {
  readonly controller: Controller;
  /** Asks for a pass over the resource. */
  readonly add: (key: ObjectKey) => void;
  /** It is behind with nothing any more: another leads. */
  readonly release: () => void;
}

export interface QueuedWorkOptions {
  /** Lower case; in logs and metrics. */
  readonly name: string;
  /** What is made, as the metric of the lag has it: `LiveStream`. */
  readonly kind: string;
  readonly concurrency: number;
  readonly reconcile: Reconcile;
  readonly timeoutMs?: number;
}

/** Failures back off by key, up to a few seconds, for ever. */
export const createQueuedWork = (
  { metrics, timing, dependencies, projectionMetrics }: Omit<Term, 'informers' | 'config'>,
  { name, kind, concurrency, reconcile, ...work }: QueuedWorkOptions,
): QueuedWork => {
  const lag = new ProjectionLag();
  projectionMetrics.lag(kind, () => lag.seconds());
  const backoff = { baseMs: 100, capMs: timing.backoffCapMs };
  const queue = new WorkQueue({ name, backoff, observer: metrics.queue(name) });
  const controller = new Controller({
    ...work,
    name,
    queue,
    concurrency,
    reconcile: lag.observe(reconcile),
    observer: metrics.controller(name, concurrency),
    log: dependencies.logger,
  });
  const add = (key: ObjectKey): void => {
    lag.noticed(key);
    queue.add(key);
  };
  return { controller, add, release: () => projectionMetrics.lag(kind, () => 0) };
};
