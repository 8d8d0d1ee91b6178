import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { TransportSource } from '../ingest/transport-source.ts';
import { IngestHealth } from './ingest-health.ts';

const rules = { segmentSeconds: 2, partMs: 0, ladderHeight: 720 };
const source = { videoCodec: 'h264', width: 1280, height: 720, frameRate: 30, audioCodec: 'aac' };

/** A caller whose keyframes are so far apart. */
const caller = (intervals: number[]): TransportSource => {
  const of = new TransportSource(new PassThrough());
  Object.defineProperty(of, 'keyframeIntervalSeconds', { get: () => intervals.shift() });
  return of;
};

describe('IngestHealth', () => {
  it('has nothing to say before an encoder comes', () => {
    const health = new IngestHealth(rules);
    health.observe(source, 0);
    expect(health.verdict.reason).toBe('NoSource');
  });

  it('stays with the longest distance of keyframes until another encoder comes', () => {
    const health = new IngestHealth(rules);
    health.connect(caller([8, 1]));
    health.observe(source, 0);
    health.observe(source, 0);
    expect(health.verdict).toMatchObject({ healthy: false, reason: 'KeyframeInterval' });
    health.connect(caller([2]));
    health.observe(source, 0);
    expect(health.verdict).toMatchObject({ healthy: true, reason: 'SourceAsAsked' });
  });

  it('keeps what was wrong with a source that has left', () => {
    const health = new IngestHealth(rules);
    health.connect(caller([]));
    health.end({ kind: 'notMpegTs', message: 'Set the output to MPEG-TS' });
    health.disconnect();
    health.observe(source, 0);
    expect(health.verdict).toEqual({ healthy: false, reason: 'NotMpegTs', message: 'Set the output to MPEG-TS' });
  });

  it('forgets a good source that has left', () => {
    const health = new IngestHealth(rules);
    health.connect(caller([]));
    health.observe(source, 0);
    health.end({ kind: 'sourceEnded' });
    expect(health.verdict.reason).toBe('NoSource');
  });
});
