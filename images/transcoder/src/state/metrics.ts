/** Every metric of a transcoder pod. The names are a contract with dashboards and alerts. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Values that are read when a scrape comes. */
export interface SampledValues {
  readonly spoolBytes: number;
  readonly queuedFiles: number;
  readonly lagSeconds: number;
  readonly windowBytes: number;
}

const lagBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300];

const gauge = (registry: Registry, name: string, help: string, collect: () => number): Gauge =>
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(collect());
    },
  });

const sampledGauges = (registry: Registry, sample: () => SampledValues): void => {
  gauge(registry, 'kubecast_spool_bytes', 'Bytes that wait for upload', () => sample().spoolBytes);
  gauge(registry, 'kubecast_upload_queue_files', 'Files that wait for upload', () => sample().queuedFiles);
  gauge(registry, 'kubecast_upload_lag_seconds', 'Age of the oldest file that waits', () => sample().lagSeconds);
  gauge(registry, 'kubecast_window_bytes', 'Bytes of media in memory', () => sample().windowBytes);
};

/** Makes the metrics and their registry. */
export const createMetrics = (sample: () => SampledValues) => {
  const registry = new Registry();
  const registers = [registry];
  sampledGauges(registry, sample);
  return {
    registry,
    segments: new Counter({ name: 'kubecast_segments_total', help: 'Segments', labelNames: ['rendition'], registers }),
    parts: new Counter({ name: 'kubecast_parts_total', help: 'Parts', labelNames: ['rendition'], registers }),
    mediaBytes: new Counter({
      name: 'kubecast_media_bytes_total',
      help: 'Encoded bytes',
      labelNames: ['rendition'],
      registers,
    }),
    uploadedBytes: new Counter({ name: 'kubecast_uploaded_bytes_total', help: 'Bytes stored', registers }),
    uploadSeconds: new Histogram({
      name: 'kubecast_upload_seconds',
      help: 'From a file being ready to its being stored',
      buckets: lagBuckets,
      registers,
    }),
    epochs: new Counter({ name: 'kubecast_epochs_total', help: 'Epochs begun', registers }),
    epochEnds: new Counter({
      name: 'kubecast_epoch_ends_total',
      help: 'Epochs ended',
      labelNames: ['outcome'],
      registers,
    }),
    live: new Gauge({ name: 'kubecast_live', help: '1 while media arrives', registers }),
  };
};

export type Metrics = ReturnType<typeof createMetrics>;
