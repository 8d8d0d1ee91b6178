/** The recorder's metrics; docs/reference/recorder-metrics.md is made from them. */
import { recorderPhases } from '@kubecast/media/recorder-config';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { ProgressReport } from './recorder-progress.ts';

export interface RecorderMetrics {
  readonly registry: Registry;
  /** A request to the object store failed and is made again. */
  readonly countStoreFault: () => void;
  readonly countUploadedBytes: (bytes: number) => void;
}

const addGauges = (registers: Registry[], progress: Pick<ProgressReport, 'current'>): void => {
  new Gauge({
    name: 'kubecast_recorder_phase',
    help: '1 for what the recorder does now',
    labelNames: ['phase'],
    registers,
    collect() {
      for (const phase of recorderPhases) this.set({ phase }, Number(phase === progress.current.phase));
    },
  });
  new Gauge({
    name: 'kubecast_recorder_phase_ratio',
    help: 'How much of the phase is done, 0 to 1',
    registers,
    collect() {
      this.set(progress.current.percent / 100);
    },
  });
};

const buildCounters = (registers: Registry[]) => ({
  faults: new Counter({
    name: 'kubecast_recorder_store_faults_total',
    help: 'Requests to the object store that failed and were made again',
    registers,
  }),
  uploaded: new Counter({
    name: 'kubecast_recorder_uploaded_bytes_total',
    help: 'Bytes of the video that were stored',
    registers,
  }),
});

/** Metrics in a registry of their own; the gauges read `progress` when they are scraped. */
export const createRecorderMetrics = (progress: Pick<ProgressReport, 'current'>): RecorderMetrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  addGauges([registry], progress);
  const { faults, uploaded } = buildCounters([registry]);
  return {
    registry,
    countStoreFault: () => faults.inc(),
    countUploadedBytes: (bytes) => uploaded.inc(bytes),
  };
};
