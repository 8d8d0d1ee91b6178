import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { goodDemands as demands, goodLine as line, goodSource as source } from '../testing/good-ingest.ts';
import { IngestHealth, type IngestReport } from './ingest-health.ts';
import { ingestMetrics } from './ingest-metrics.ts';
import { faultReasons } from './ingest-verdict.ts';

/** What is known of a source with B-frames, after six seconds of 30 pictures and 1 Mbit each. */
const watched = (): IngestHealth => {
  const health = new IngestHealth(demands);
  const timing = { measuredRate: 30, steady: true, reordered: true };
  const caller = {
    timing,
    keyframeIntervalSeconds: 2,
    bytes: 0,
    flow: { videoUnits: 0, heldMs: 0, audioStopped: false },
  };
  health.connect(caller);
  health.noteLine(line, 0);
  for (let second = 0; second <= 6; second += 1) {
    caller.bytes = second * 125_000;
    caller.flow.videoUnits = second * 30;
    health.observe({ source, encodeLagSeconds: 0 }, second * 1000);
  }
  return health;
};

/** What a scrape finds after each of `reports` has been told. */
const scrape = async (...reports: readonly IngestReport[]): Promise<readonly string[]> => {
  const registry = new Registry();
  const report = ingestMetrics(registry);
  for (const told of reports) report(told);
  return (await registry.metrics()).split('\n').filter((text) => text !== '' && !text.startsWith('#'));
};

const isFault = (text: string): boolean => text.startsWith('kubecast_ingest_fault');
const raised = (lines: readonly string[]): readonly string[] =>
  lines.filter((text) => isFault(text) && / 1$/.test(text));

describe('ingestMetrics', () => {
  it('tells the numbers of a source, and its faults', async () => {
    const lines = await scrape(watched().report);
    expect(lines).toContain('kubecast_ingest_bits_per_second 4000000');
    expect(lines).toContain('kubecast_ingest_round_trip_seconds 0.04');
    expect(lines).toContain('kubecast_ingest_frames_per_second 30');
    expect(lines).toContain('kubecast_ingest_media_bits_per_second 1000000');
    expect(lines).toContain('kubecast_ingest_reordered 1');
    expect(lines).toContain('kubecast_ingest_lost_ratio Nan');
    expect(raised(lines)).toEqual(['kubecast_ingest_fault{reason="BFrames"} 1']);
    expect(lines.filter(isFault)).toHaveLength(faultReasons.length);
  });

  it('knows of no number and no fault when the encoder has left', async () => {
    const health = watched();
    const before = health.report;
    health.end({ kind: 'sourceEnded' });
    health.disconnect();
    const values = (await scrape(before, health.report)).map((text) => text.split(' ').at(-1));
    expect(new Set(values)).toEqual(new Set(['Nan', '0']));
  });

  it.each([
    ['notMpegTs', 'NotMpegTs'],
    ['noVideo', 'NoVideo'],
    ['videoStopped', 'VideoStopped'],
    ['encoderCrashed', 'EncoderFailed'],
  ] as const)('tells of an epoch that ended with %s, without numbers of its pictures', async (kind, reason) => {
    const health = watched();
    const before = health.report;
    health.end({ kind, message: 'x' });
    const lines = await scrape(before, health.report);
    expect(raised(lines)).toEqual([`kubecast_ingest_fault{reason="${reason}"} 1`]);
    expect(lines).toContain('kubecast_ingest_frames_per_second Nan');
  });
});
