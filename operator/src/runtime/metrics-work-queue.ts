import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { WorkQueueGauges, WorkQueueObserver } from './work-queue.ts';

/** From 10 ns to 1,000 s by tens, as in client-go. */
const buckets = Array.from({ length: 12 }, (_, exponent) => 10 ** (exponent - 8));
const labelNames = ['name', 'controller'] as const;

type Labels = (typeof labelNames)[number];

const buildCounters = (registers: Registry[]) => ({
  adds: new Counter<Labels>({
    name: 'workqueue_adds_total',
    help: 'Keys that began to wait',
    labelNames,
    registers,
  }),
  retries: new Counter<Labels>({
    name: 'workqueue_retries_total',
    help: 'Keys that were put back after a failure',
    labelNames,
    registers,
  }),
  waited: new Histogram<Labels>({
    name: 'workqueue_queue_duration_seconds',
    help: 'How long a key waited for a worker',
    labelNames,
    buckets,
    registers,
  }),
  worked: new Histogram<Labels>({
    name: 'workqueue_work_duration_seconds',
    help: 'How long a worker held a key',
    labelNames,
    buckets,
    registers,
  }),
});

interface QueueGauge {
  readonly name: string;
  readonly help: string;
  readonly read: (queue: WorkQueueGauges) => number;
}

const gauges: readonly QueueGauge[] = [
  { name: 'workqueue_depth', help: 'Keys that wait for a worker', read: (queue) => queue.depth },
  {
    name: 'workqueue_unfinished_work_seconds',
    help: 'How long the keys in hand have been there, together; a large value means stuck workers',
    read: (queue) => queue.processingMs().reduce((sum, ms) => sum + ms, 0) / 1_000,
  },
  {
    name: 'workqueue_longest_running_processor_seconds',
    help: 'How long the oldest key in hand has been there',
    read: (queue) => Math.max(0, ...queue.processingMs()) / 1_000,
  },
];

/** Metrics of work queues under client-go's names; returns the observer for a queue of the given name. */
export const buildWorkQueueMetrics = (registry: Registry): ((name: string) => WorkQueueObserver) => {
  const queues: WorkQueueGauges[] = [];
  const { adds, retries, waited, worked } = buildCounters([registry]);
  for (const { name, help, read } of gauges) {
    new Gauge<Labels>({
      name,
      help,
      labelNames,
      registers: [registry],
      collect() {
        for (const queue of queues) this.set({ name: queue.name, controller: queue.name }, read(queue));
      },
    });
  }
  return (name) => {
    const labels = { name, controller: name };
    return {
      attached: (queue) => void queues.push(queue),
      added: () => adds.inc(labels),
      taken: (waitedMs) => waited.observe(labels, waitedMs / 1_000),
      finished: (workedMs) => worked.observe(labels, workedMs / 1_000),
      retried: () => retries.inc(labels),
    };
  };
};
