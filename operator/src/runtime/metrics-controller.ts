import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { ControllerObserver } from './controller.ts';
import type { ReconcileOutcome } from './controller-outcome.ts';

/** As in controller-runtime. */
const secondsBuckets = [
  0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.25, 1.5, 1.75, 2,
  2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9, 10, 15, 20, 25, 30, 40, 50, 60,
];

const results: readonly ReconcileOutcome['label'][] = ['success', 'requeue', 'requeue_after', 'error'];

const buildCounters = (registers: Registry[]) => ({
  total: new Counter<'controller' | 'result'>({
    name: 'controller_runtime_reconcile_total',
    help: 'Passes by how they ended',
    labelNames: ['controller', 'result'],
    registers,
  }),
  errors: new Counter<'controller'>({
    name: 'controller_runtime_reconcile_errors_total',
    help: 'Passes that failed',
    labelNames: ['controller'],
    registers,
  }),
  terminal: new Counter<'controller'>({
    name: 'controller_runtime_terminal_reconcile_errors_total',
    help: 'Passes that failed and are not retried until something changes: a person must act',
    labelNames: ['controller'],
    registers,
  }),
});

const buildGauges = (registers: Registry[]) => ({
  seconds: new Histogram<'controller'>({
    name: 'controller_runtime_reconcile_time_seconds',
    help: 'How long a pass took',
    labelNames: ['controller'],
    buckets: secondsBuckets,
    registers,
  }),
  active: new Gauge<'controller'>({
    name: 'controller_runtime_active_workers',
    help: 'Passes under way',
    labelNames: ['controller'],
    registers,
  }),
  limit: new Gauge<'controller'>({
    name: 'controller_runtime_max_concurrent_reconciles',
    help: 'Passes that may be under way at a time',
    labelNames: ['controller'],
    registers,
  }),
});

/** Metrics of controllers under controller-runtime's names; returns the observer for a controller. */
export const buildControllerMetrics = (
  registry: Registry,
): ((controller: string, concurrency: number) => ControllerObserver) => {
  const { total, errors, terminal } = buildCounters([registry]);
  const { seconds, active, limit } = buildGauges([registry]);
  return (controller, concurrency) => {
    limit.set({ controller }, concurrency);
    for (const result of results) total.inc({ controller, result }, 0);
    return {
      started: () => active.inc({ controller }),
      finished: (outcome, passSeconds) => {
        active.dec({ controller });
        seconds.observe({ controller }, passSeconds);
        total.inc({ controller, result: outcome.label });
        if (outcome.label !== 'error') return;
        errors.inc({ controller });
        if (outcome.next === 'none') terminal.inc({ controller });
      },
    };
  };
};
