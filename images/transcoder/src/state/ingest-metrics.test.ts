import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { IngestHealth } from './ingest-health.ts';
import { ingestMetrics } from './ingest-metrics.ts';
import { ingestRules } from './ingest-verdict.ts';

const source = { videoCodec: 'h264', width: 1280, height: 720, frameRate: 30, audioCodec: 'aac' };

/** The report on a source with B-frames, after five seconds of 30 pictures and 1 Mbit each. */
const reportOf = (seconds: number) => {
  const health = new IngestHealth({ segmentSeconds: 2, partMs: 200, ladderHeight: 720, ladderFrameRate: 24 });
  const timing = { measuredRate: 30, steady: true, reordered: true };
  const caller = {
    timing,
    keyframeIntervalSeconds: 2,
    bytes: 0,
    flow: { videoUnits: 0, heldMs: 0, audioStopped: false },
  };
  health.connect(caller);
  for (let second = 0; second <= seconds; second += 1) {
    caller.bytes = second * 125_000;
    caller.flow.videoUnits = second * 30;
    health.observe({ source, encodeLagSeconds: 0 }, second * 1000);
  }
  return health.report;
};

const scrape = async (report: ReturnType<typeof reportOf>): Promise<readonly string[]> => {
  const registry = new Registry();
  ingestMetrics(registry)(report);
  return (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
};

describe('ingestMetrics', () => {
  it('tells the numbers of a source, and its faults', async () => {
    const lines = await scrape(reportOf(6));
    expect(lines).toContain('kubecast_ingest_frames_per_second 30');
    expect(lines).toContain('kubecast_ingest_media_bits_per_second 1000000');
    expect(lines).toContain('kubecast_ingest_reordered 1');
    expect(lines).toContain('kubecast_ingest_lost_ratio Nan');
    expect(lines.filter((line) => /^kubecast_ingest_fault.* 1$/.test(line))).toEqual([
      'kubecast_ingest_fault{reason="BFrames"} 1',
    ]);
    expect(lines.filter((line) => line.startsWith('kubecast_ingest_fault'))).toHaveLength(ingestRules.length);
  });

  it('knows of no number and no fault without an encoder', async () => {
    const values = (await scrape(undefined)).map((line) => line.split(' ').at(-1));
    expect(new Set(values)).toEqual(new Set(['Nan', '0']));
  });
});
