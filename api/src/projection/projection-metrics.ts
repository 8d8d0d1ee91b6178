/** What the projection tells Prometheus beside what queues and controllers do under controller-runtime's names. */
import { Counter, Gauge, type Registry } from 'prom-client';

export interface ProjectionMetrics {
  /** `seconds` is asked at each scrape; the last one given for a kind counts. */
  readonly lag: (kind: string, seconds: () => number) => void;
  readonly imported: () => void;
}

/** Once a registry. */
export const createProjectionMetrics = (registry: Registry): ProjectionMetrics => {
  const lags = new Map<string, () => number>();
  new Gauge<'kind'>({
    name: 'kubecast_projection_lag_seconds',
    help: 'For how long the oldest change of a resource has waited to be seen in its row, by kind; 0 where this process does not lead',
    labelNames: ['kind'],
    registers: [registry],
    collect() {
      for (const [kind, seconds] of lags) this.set({ kind }, seconds());
    },
  });
  const imports = new Counter({
    name: 'kubecast_videos_imported_total',
    help: 'Recordings that became videos',
    registers: [registry],
  });
  return { lag: (kind, seconds) => void lags.set(kind, seconds), imported: () => imports.inc() };
};
