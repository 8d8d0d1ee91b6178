/** How all Recordings do, as metrics. */
import { recordingConditions, recordingReasons } from '@kubecast/crds/conditions';
import type { Recording, RecordingStatus } from '@kubecast/crds/recording';
import { findCondition, parseConditions } from '@kubecast/runtime/condition';
import type { ObjectStore } from '@kubecast/runtime/informer';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

const completionBuckets = [5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 21_600, 86_400];

/** What a change of status counts as. */
export interface RecordingMetrics {
  changed(before: Recording, after: RecordingStatus, now: Date): void;
}

const addGauge = (registry: Registry, store: Pick<ObjectStore<Recording>, 'list'>): void => {
  new Gauge({
    name: 'kubecast_recordings',
    help: 'Recordings by state, the reason of their condition Ready',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { status } of store.list()) {
        const ready = findCondition(parseConditions(status?.conditions), recordingConditions.ready);
        this.inc({ state: ready?.reason ?? 'Unknown' });
      }
    },
  });
};

const reasonOf = (status: RecordingStatus | undefined, type: string): string | undefined =>
  findCondition(parseConditions(status?.conditions), type)?.reason;

/** Adds them to `registry`. */
export const addRecordingMetrics = (
  registry: Registry,
  store: Pick<ObjectStore<Recording>, 'list'>,
): RecordingMetrics => {
  addGauge(registry, store);
  const completion = new Histogram({
    name: 'kubecast_recording_completion_seconds',
    help: "From the end of a session's media to its Recording being complete; clips, and Recordings made after that end, are left out",
    buckets: completionBuckets,
    registers: [registry],
  });
  const failures = new Counter({
    name: 'kubecast_recording_failures_total',
    help: 'Recordings that a person must look at, by reason',
    labelNames: ['reason'],
    registers: [registry],
  });
  return {
    changed: ({ metadata, spec, status: before }, after, now) => {
      const { ready, stalled } = recordingConditions;
      const isNew = reasonOf(before, ready) !== reasonOf(after, ready);
      if (isNew && reasonOf(after, ready) === recordingReasons.complete && !spec.range && after.endedAt) {
        const endMs = Date.parse(after.endedAt);
        if (endMs >= Date.parse(metadata.creationTimestamp))
          completion.observe(Math.max(0, now.getTime() - endMs) / 1000);
      }
      const reason = reasonOf(after, stalled);
      if (reason !== undefined && reason !== reasonOf(before, stalled)) failures.inc({ reason });
    },
  };
};
