import { Counter, Histogram, type Registry } from 'prom-client';
import type { ClientMetrics } from './client-metrics.ts';
import type { ReflectorMetrics } from './reflector-metrics.ts';

const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30];

/** Requests to the API server under client-go's names. */
export const buildClientMetrics = (registry: Registry): ClientMetrics => {
  const registers = [registry];
  const requests = new Counter<'code' | 'method' | 'host'>({
    name: 'rest_client_requests_total',
    help: 'Requests to the API server by status; <error> where no answer came',
    labelNames: ['code', 'method', 'host'],
    registers,
  });
  const seconds = new Histogram<'verb' | 'host'>({
    name: 'rest_client_request_duration_seconds',
    help: 'How long requests to the API server took',
    labelNames: ['verb', 'host'],
    buckets: requestBuckets,
    registers,
  });
  return {
    observeRequest: ({ code, method, host, durationSeconds }) => {
      requests.inc({ code, method, host });
      seconds.observe({ verb: method, host }, durationSeconds);
    },
  };
};

/** Lists, watches and events of reflectors. */
export const buildReflectorMetrics = (registry: Registry): ReflectorMetrics => {
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]): Counter<Label> =>
    new Counter<Label>({ name, help, labelNames, registers: [registry] });
  const lists = counter('reflector_lists_total', 'Whole lists that were read', ['name']);
  const items = counter('reflector_listed_items_total', 'Objects in these lists', ['name']);
  const watches = counter('reflector_watches_total', 'Watches that were opened', ['name']);
  const events = counter('reflector_watch_events_total', 'Changes that arrived by watch', ['name', 'type']);
  const failures = counter('reflector_failures_total', 'Lists and watches that failed', ['name', 'phase', 'reason']);
  const seconds = new Histogram<'name'>({
    name: 'reflector_list_duration_seconds',
    help: 'How long a whole list took',
    labelNames: ['name'],
    registers: [registry],
  });
  return {
    observeList: (name, durationSeconds, count) => {
      lists.inc({ name });
      items.inc({ name }, count);
      seconds.observe({ name }, durationSeconds);
    },
    observeWatch: (name) => watches.inc({ name }),
    observeEvent: (name, type) => events.inc({ name, type }),
    observeFailure: (name, phase, reason) => failures.inc({ name, phase, reason }),
  };
};
