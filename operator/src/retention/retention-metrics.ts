/** What the last sweep found, and what all of them deleted. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { SweepReport } from './sweep-bucket.ts';

/** Is told how each sweep went. */
export interface RetentionObserver {
  swept(report: SweepReport, endedAt: Date): void;
  failed(): void;
  /** So many objects are gone. */
  readonly deleted: (objects: number) => void;
}

const buildMetrics = (registers: Registry[]) => ({
  sessions: new Gauge({
    name: 'kubecast_retention_sessions',
    help: 'Sessions in the bucket of live segments at the last sweep, by why their segments are kept, or `deleted`',
    labelNames: ['outcome'],
    registers,
  }),
  namespaces: new Gauge({
    name: 'kubecast_retention_unknown_namespaces',
    help: 'Namespaces that have live segments and are not in the cluster: their segments are kept',
    registers,
  }),
  objects: new Counter({
    name: 'kubecast_retention_deleted_objects_total',
    help: 'Objects deleted from the bucket of live segments',
    registers,
  }),
  sessionsDeleted: new Counter({
    name: 'kubecast_retention_deleted_sessions_total',
    help: 'Sessions whose live segments were deleted',
    registers,
  }),
  failures: new Counter({
    name: 'kubecast_retention_failures_total',
    help: 'Streams that a sweep could not go through, and sweeps that failed as a whole',
    registers,
  }),
  lastSuccess: new Gauge({
    name: 'kubecast_retention_last_success_timestamp_seconds',
    help: 'When a sweep went through all streams',
    registers,
  }),
});

/** Adds the metrics to `registry`. */
export const addRetentionMetrics = (registry: Registry): RetentionObserver => {
  const metrics = buildMetrics([registry]);
  return {
    swept: ({ outcomes, failures, unknownNamespaces }, endedAt) => {
      metrics.sessions.reset();
      for (const { outcome } of outcomes) metrics.sessions.inc({ outcome });
      metrics.sessionsDeleted.inc(
        outcomes.filter(({ outcome, objects }) => outcome === 'deleted' && objects > 0).length,
      );
      metrics.namespaces.set(unknownNamespaces.length);
      metrics.failures.inc(failures);
      if (failures === 0) metrics.lastSuccess.set(endedAt.getTime() / 1000);
    },
    failed: () => metrics.failures.inc(),
    deleted: (objects) => metrics.objects.inc(objects),
  };
};
