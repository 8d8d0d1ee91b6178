/** Every metric of a transcoder pod. The names are a contract with dashboards and alerts. */

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { SrtStatistics } from '../ingest/srt-statistics.ts';
import { ingestMetrics } from './ingest-metrics.ts';

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

const srtMetrics = (registry: Registry) => {
  const registers = [registry];
  const packets = new Counter({
    name: 'kubecast_ingest_packets_total',
    help: 'SRT packets by what became of them',
    labelNames: ['fate'],
    registers,
  });
  /** What SRT says of its connection, every few seconds. */
  return (statistics: SrtStatistics): void => {
    packets.inc({ fate: 'received' }, statistics.packets);
    packets.inc({ fate: 'lost' }, statistics.lostPackets);
    packets.inc({ fate: 'dropped' }, statistics.droppedPackets);
    packets.inc({ fate: 'retransmitted' }, statistics.retransmittedPackets);
  };
};

/** Makes the metrics and their registry. */
export const createMetrics = (sample: () => SampledValues) => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  sampledGauges(registry, sample);
  return {
    registry,
    observeSrt: srtMetrics(registry),
    reportIngest: ingestMetrics(registry),
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
    /** Grows when the encoder is slower than the source: the node has too little CPU for the ladder. */
    encodeLagSeconds: new Gauge({
      name: 'kubecast_encode_lag_seconds',
      help: 'From the end of the last segment by its own clock to its being there',
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
