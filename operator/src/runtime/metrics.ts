/**
 * Prometheus metrics under the names that controller-runtime and client-go gave them, so that existing dashboards and
 * alerts work unchanged.
 */
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { ClientMetrics } from './client-metrics.ts';
import type { ControllerObserver } from './controller.ts';
import { buildClientMetrics, buildReflectorMetrics } from './metrics-client.ts';
import { buildControllerMetrics } from './metrics-controller.ts';
import { buildWorkQueueMetrics } from './metrics-work-queue.ts';
import type { ReflectorMetrics } from './reflector-metrics.ts';
import type { WorkQueueObserver } from './work-queue.ts';

/** Where each part of the runtime reports. */
export interface RuntimeMetrics {
  /** Served at `/metrics`; a program adds its own metrics here. */
  readonly registry: Registry;
  readonly client: ClientMetrics;
  readonly reflectors: ReflectorMetrics;
  /** For the queue of that name (one queue a name). */
  readonly queue: (name: string) => WorkQueueObserver;
  readonly controller: (name: string, concurrency: number) => ControllerObserver;
  /** Whether this process leads, by the name of the lease. */
  readonly leads: (lease: string, leads: boolean) => void;
}

/** Makes the metrics of one process; Node's own (`process_…`, `nodejs_…`) come along unless `registry` is given. */
export const createRuntimeMetrics = (registry: Registry = registryOfProcess()): RuntimeMetrics => {
  const master = new Gauge<'name'>({
    name: 'leader_election_master_status',
    help: '1 where this process leads, by lease',
    labelNames: ['name'],
    registers: [registry],
  });
  return {
    registry,
    client: buildClientMetrics(registry),
    reflectors: buildReflectorMetrics(registry),
    queue: buildWorkQueueMetrics(registry),
    controller: buildControllerMetrics(registry),
    leads: (lease, leads) => master.set({ name: lease }, leads ? 1 : 0),
  };
};

const registryOfProcess = (): Registry => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
};
