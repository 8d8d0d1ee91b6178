/** The source of a stream in numbers, from its pod's page of metrics (docs/reference/metrics.md). Pure. */
import { parsePrometheusText } from './prometheus-text.ts';
import type { ServerMessage } from './realtime-protocol.ts';

type IngestMessage = Extract<ServerMessage, { type: 'ingest' }>;

/** null: unknown. */
export type IngestNumbers = Omit<IngestMessage, 'type' | 'id' | 'at'>;

export const unknownIngest: IngestNumbers = {
  bitrateKbps: null,
  frameRate: null,
  roundTripMs: null,
  lossPercent: null,
  droppedPercent: null,
  uploadLagSeconds: null,
};

const rounded = (value: number | undefined, factor: number, digits: number): number | null => {
  if (value === undefined || !Number.isFinite(value)) return null;
  return Number((value * factor).toFixed(digits));
};

export const ingestNumbers = (page: string): IngestNumbers => {
  const samples = parsePrometheusText(page);
  const value = (name: string, factor: number, digits: number) => rounded(samples.get(name), factor, digits);
  return {
    // What SRT received; before it has said so, what came out of it.
    bitrateKbps:
      value('kubecast_ingest_bits_per_second', 1e-3, 0) ?? value('kubecast_ingest_media_bits_per_second', 1e-3, 0),
    frameRate: value('kubecast_ingest_frames_per_second', 1, 2),
    roundTripMs: value('kubecast_ingest_round_trip_seconds', 1e3, 1),
    lossPercent: value('kubecast_ingest_lost_ratio', 100, 2),
    droppedPercent: value('kubecast_ingest_dropped_ratio', 100, 2),
    uploadLagSeconds: value('kubecast_upload_lag_seconds', 1, 2),
  };
};
