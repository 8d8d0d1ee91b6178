/** The source in numbers: what the rules of `IngestHealthy` look at. NaN while unknown, or without an encoder. */
import { Gauge, type Registry } from 'prom-client';
import type { IngestReport } from './ingest-health.ts';
import { faultReasons } from './ingest-verdict.ts';

interface NumberOfSource {
  readonly name: string;
  readonly help: string;
  readonly read: (report: IngestReport) => number | undefined;
}

const numbers: readonly NumberOfSource[] = [
  {
    name: 'kubecast_ingest_bits_per_second',
    help: 'Received',
    read: ({ line }) => line?.bitsPerSecond,
  },
  {
    name: 'kubecast_ingest_round_trip_seconds',
    help: 'SRT round trip',
    read: ({ line }) => line && line.roundTripMs / 1000,
  },
  {
    name: 'kubecast_ingest_frames_per_second',
    help: 'Pictures that arrive, over five seconds',
    read: ({ look }) => look?.facts.framesPerSecond,
  },
  {
    name: 'kubecast_ingest_media_bits_per_second',
    help: 'Transport stream that arrives, over five seconds',
    read: ({ look }) => look?.facts.bitsPerSecond,
  },
  {
    name: 'kubecast_ingest_keyframe_interval_seconds',
    help: 'Longest distance of two keyframes in the last half minute',
    read: ({ look }) => look?.facts.keyframeIntervalSeconds,
  },
  {
    name: 'kubecast_ingest_reordered',
    help: '1 while the source has B-frames',
    read: ({ look }) => look && Number(look.facts.reordered),
  },
  {
    name: 'kubecast_ingest_audio_level_dbfs',
    help: 'RMS of a second of sound; -120 is digital silence',
    read: ({ look }) => look?.facts.audioLevelDb,
  },
  {
    name: 'kubecast_ingest_luma_high',
    help: 'Nine of ten pixels are no brighter; 16 is black, 235 white',
    read: ({ look }) => look?.facts.lumaHigh,
  },
  {
    name: 'kubecast_ingest_luma_change',
    help: 'Mean difference of a pixel to a second before, median of ten; near 0 the picture stands still',
    read: ({ look }) => look?.facts.lumaChange,
  },
  {
    name: 'kubecast_ingest_lost_ratio',
    help: 'Packets that the line lost at first, of all, over 15 s; over as much as a minute while they are few',
    read: ({ look }) => look?.facts.line?.lostRatio,
  },
  {
    name: 'kubecast_ingest_dropped_ratio',
    help: 'Packets that never came or came too late, of all, over 15 s; over as much as a minute while they are few',
    read: ({ look }) => look?.facts.line?.droppedRatio,
  },
  {
    name: 'kubecast_encode_frames_per_second',
    help: 'Pictures that are encoded of each rendition; under the rate of the source the node is too slow',
    read: ({ look }) => look?.encodedPerSecond,
  },
];

/** Makes the gauges; what it returns is told of the source each second. */
export const ingestMetrics = (registry: Registry) => {
  const registers = [registry];
  const gauges = numbers.map(({ name, help, read }) => ({ gauge: new Gauge({ name, help, registers }), read }));
  const fault = new Gauge({
    name: 'kubecast_ingest_fault',
    help: '1 while IngestHealthy tells of the fault, by its reasons',
    labelNames: ['reason'],
    registers,
  });
  return (report: IngestReport): void => {
    for (const { gauge, read } of gauges) gauge.set(read(report) ?? Number.NaN);
    for (const reason of faultReasons) {
      const isThere = report.faults.some((found) => found.reason === reason);
      fault.set({ reason }, Number(isThere));
    }
  };
};
