/** What the last sweep found, and what all of them deleted. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Ownership } from './bucket-owner.ts';
import type { SweepReport } from './sweep-bucket.ts';

/** Is told how each sweep went. */
export interface RetentionObserver {
  /** A sweep of all streams; or, where `isWhole` is false, of those that the one before could not go through. */
  swept(report: SweepReport, sweep: { readonly isWhole: boolean; readonly endedAt: Date }): void;
  /** Whether the bucket belongs to another cluster: nothing is swept. */
  ownedBy(owner: Ownership['kind']): void;
  failed(): void;
  /** So many objects are gone. */
  readonly deleted: (objects: number) => void;
  /** A session's segments are gone. */
  readonly sessionDeleted: () => void;
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
  foreign: new Gauge({
    name: 'kubecast_retention_foreign_bucket',
    help: '1 while the bucket of live segments belongs to another cluster: nothing is swept',
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
    ownedBy: (owner) => metrics.foreign.set(owner === 'anothers' ? 1 : 0),
    swept: ({ outcomes, failed, unknownNamespaces }, { isWhole, endedAt }) => {
      if (isWhole) metrics.sessions.reset();
      for (const { outcome } of outcomes) metrics.sessions.inc({ outcome });
      if (isWhole) metrics.namespaces.set(unknownNamespaces.length);
      metrics.failures.inc(failed.length);
      if (failed.length === 0) metrics.lastSuccess.set(endedAt.getTime() / 1000);
    },
    failed: () => metrics.failures.inc(),
    deleted: (objects) => metrics.objects.inc(objects),
    sessionDeleted: () => metrics.sessionsDeleted.inc(),
  };
};
