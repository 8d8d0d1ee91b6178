import { describe, expect, it } from 'vitest';
import { goodDemands as demands, goodLine as line, goodSource as source } from '../testing/good-ingest.ts';
import { IngestHealth } from './ingest-health.ts';
import type { ObservedCaller } from './ingest-observation.ts';

const encoding = { source, encodeLagSeconds: 0 };

/** A caller as the guide asks, and what changes about it as the seconds pass. */
class TestCaller implements ObservedCaller {
  seconds = 0;
  framesPerSecond = 30;
  bytesPerSecond = 500_000;
  heldMsPerSecond = 0;
  lagSeconds = 1;
  keyframeIntervalSeconds = 2;
  timing = { measuredRate: 30, steady: true, reordered: false };
  bytes = 0;
  readonly flow = { videoUnits: 0, heldMs: 0, audioStopped: false };

  pass(seconds: number): void {
    this.seconds += seconds;
    this.bytes += this.bytesPerSecond * seconds;
    this.flow.videoUnits += this.framesPerSecond * seconds;
    this.flow.heldMs += this.heldMsPerSecond * seconds;
  }
}

/** An agent's second by second. */
const serve = () => {
  const health = new IngestHealth(demands);
  const caller = new TestCaller();
  health.connect(caller);
  const run = (seconds: number, each: (nowMs: number) => void = () => undefined): string => {
    for (let second = 0; second < seconds; second += 1) {
      caller.pass(1);
      each(caller.seconds * 1000);
      health.observe({ source, encodeLagSeconds: caller.lagSeconds }, caller.seconds * 1000);
    }
    return health.verdict.reason;
  };
  /** Seconds until the verdict is `reason`; undefined: it never is within two minutes. */
  const until = (reason: string, each?: (nowMs: number) => void): number | undefined => {
    for (let second = 1; second <= 120; second += 1) if (run(1, each) === reason) return second;
    return undefined;
  };
  return { health, caller, run, until };
};

describe('IngestHealth', () => {
  it('has nothing to say before an encoder comes', () => {
    const health = new IngestHealth(demands);
    health.observe(encoding);
    expect(health.verdict.reason).toBe('NoSource');
    expect(health.report).toEqual({ look: undefined, line: undefined, faults: [] });
  });

  it('tells of a rare keyframe at once, and forgets it half a minute after the last', () => {
    const { caller, run, until } = serve();
    expect(run(30)).toBe('SourceAsAsked');
    caller.keyframeIntervalSeconds = 8;
    expect(run(1)).toBe('KeyframeInterval');
    caller.keyframeIntervalSeconds = 2;
    expect(until('SourceAsAsked')).toBe(41);
  });

  it('tells of a frame rate that collapses within seconds, and of its return', () => {
    const { caller, run, until } = serve();
    run(20);
    caller.framesPerSecond = 5;
    expect(until('FrameRateDrop')).toBeLessThanOrEqual(6);
    caller.framesPerSecond = 30;
    expect(until('SourceAsAsked')).toBeLessThanOrEqual(15);
  });

  it('does not tell of a single bad second', () => {
    const { caller, run, until } = serve();
    run(30);
    caller.framesPerSecond = 0;
    caller.bytesPerSecond = 0;
    run(1);
    caller.framesPerSecond = 30;
    caller.bytesPerSecond = 500_000;
    expect(until('FrameRateDrop')).toBeUndefined();
  });

  it('tells of a bit rate that collapses against its own median, until that is the new one', () => {
    const { caller, run, until } = serve();
    run(60);
    caller.bytesPerSecond = 100_000;
    expect(until('BitrateDrop')).toBeLessThanOrEqual(8);
    expect(until('SourceAsAsked')).toBeGreaterThan(45);
  });

  it('has nothing against few bits of a picture that stands still, but for its standing still', () => {
    const { health, caller, run, until } = serve();
    const still = (nowMs: number): void => health.noteContent({ name: 'lumaChange', value: 0.01 }, nowMs);
    run(60);
    caller.bytesPerSecond = 100_000;
    run(5, still);
    expect(until('FrozenPicture', still)).toBeLessThanOrEqual(30);
    expect(health.verdict.message).not.toContain('kbit/s');
  });

  it('tells of silence after a quarter of a minute, not of a pause', () => {
    const { health, run, until } = serve();
    const level = (value: number) => (nowMs: number) => health.noteContent({ name: 'audioLevelDb', value }, nowMs);
    expect(run(10, level(-120))).toBe('SourceAsAsked');
    run(1, level(-20));
    expect(until('Silence', level(-70))).toBe(16);
    expect(until('SourceAsAsked', level(-20))).toBe(3);
  });

  it('forgets what was measured when no measurement comes any more', () => {
    const { health, until } = serve();
    expect(until('BlackPicture', (nowMs) => health.noteContent({ name: 'lumaHigh', value: 16 }, nowMs))).toBe(11);
    expect(until('SourceAsAsked')).toBe(9);
  });

  it('tells of a line that loses packets, and of its recovery', () => {
    const { health, run, until } = serve();
    const lossy = { roundTripMs: 40, bitsPerSecond: 4e6, packets: 400, lostPackets: 20, retransmittedPackets: 20 };
    const line = (droppedPackets: number, lostPackets: number) => (nowMs: number) =>
      health.noteLine({ ...lossy, lostPackets, droppedPackets }, nowMs);
    expect(run(10, line(0, 0))).toBe('SourceAsAsked');
    expect(until('LossyLine', line(0, 20))).toBeLessThanOrEqual(12);
    expect(until('PacketsDropped', line(4, 20))).toBeLessThanOrEqual(10);
    expect(health.verdict.message).toContain('latency=200000');
    expect(until('SourceAsAsked', line(0, 0))).toBeLessThanOrEqual(35);
  });

  it('tells of a node that is too slow, not of a source whose clock is behind', () => {
    const { caller, run, until } = serve();
    caller.lagSeconds = 7;
    expect(run(10)).toBe('SourceAsAsked');
    caller.heldMsPerSecond = 900;
    expect(until('EncoderSlow')).toBeLessThanOrEqual(2);
    caller.heldMsPerSecond = 0;
    expect(until('SourceAsAsked')).toBeLessThanOrEqual(15);
  });

  it('names the worst fault and tells all of them', () => {
    const { health, caller, run } = serve();
    caller.timing = { measuredRate: 30, steady: true, reordered: true };
    caller.keyframeIntervalSeconds = 8;
    run(1);
    expect(health.verdict).toMatchObject({ healthy: false, reason: 'KeyframeInterval' });
    expect(health.verdict.message).toMatch(/Keyframe Interval to 2 s\. Also: .*zerolatency/);
    expect(health.report.faults.map(({ reason }) => reason)).toEqual(['KeyframeInterval', 'BFrames']);
  });

  it('says no other words while a fault lasts', () => {
    const { health, caller, run } = serve();
    run(60);
    caller.bytesPerSecond = 100_000;
    run(10);
    const { message } = health.verdict;
    caller.bytesPerSecond = 120_000;
    run(5);
    expect(health.verdict.message).toBe(message);
  });

  it('keeps what was wrong with a source that has left', () => {
    const { health } = serve();
    health.end({ kind: 'notMpegTs', message: 'Set the output to MPEG-TS' });
    health.disconnect();
    health.observe(encoding);
    expect(health.verdict).toEqual({ healthy: false, reason: 'NotMpegTs', message: 'Set the output to MPEG-TS' });
  });

  it('forgets a good source that has left', () => {
    const { health, run } = serve();
    run(3);
    health.end({ kind: 'sourceEnded' });
    expect(health.verdict.reason).toBe('NoSource');
  });

  it.each(['timelineJumped', 'audioChanged'] as const)('keeps its verdict over an epoch that ends with %s', (kind) => {
    const { health, run } = serve();
    run(3);
    health.end({ kind, message: 'The next epoch goes on' });
    expect(health.verdict.reason).toBe('SourceAsAsked');
  });

  it('begins anew when pictures come again that had stopped', () => {
    const { health, caller, run } = serve();
    run(20);
    caller.framesPerSecond = 0;
    run(8);
    health.end({ kind: 'videoStopped', message: 'Look at OBS' });
    expect(health.verdict.reason).toBe('VideoStopped');
    caller.framesPerSecond = 30;
    expect(run(1)).toBe('SourceAsAsked');
  });

  it('keeps saying that video has stopped while it is waited for, and what the line is like', () => {
    const { health, run } = serve();
    run(20);
    health.end({ kind: 'videoStopped', message: 'Look at OBS' });
    health.noteLine(line, 50_000);
    expect(health.verdict).toEqual({ healthy: false, reason: 'VideoStopped', message: 'Look at OBS' });
    expect(health.report).toEqual({
      look: undefined,
      line,
      faults: [{ reason: 'VideoStopped', message: 'Look at OBS' }],
    });
  });

  it('tells of an encoder that failed for ten seconds, beside what else is wrong', () => {
    const { health, caller, run, until } = serve();
    run(20);
    health.end({ kind: 'encoderCrashed', message: 'Encoding ended with SIGKILL' }, caller.seconds * 1000);
    caller.timing = { measuredRate: 30, steady: true, reordered: true };
    expect(run(1)).toBe('EncoderFailed');
    expect(health.verdict.message).toMatch(/^Encoding ended with SIGKILL\. Also: .*zerolatency/);
    expect(until('BFrames')).toBe(9);
  });

  it('does not hold a failed encoder against the next caller', () => {
    const { health, run } = serve();
    run(3);
    health.end({ kind: 'encoderCrashed', message: 'Encoding ended with SIGKILL' }, 3_000);
    health.disconnect();
    health.connect(new TestCaller());
    health.observe(encoding, 4_000);
    expect(health.verdict.reason).toBe('SourceAsAsked');
  });

  it('has no numbers of a source that has left, nor of one that the next epoch waits for', () => {
    const { health, run } = serve();
    health.noteLine(line, 0);
    run(6);
    expect(health.report).toMatchObject({ look: { facts: { framesPerSecond: 30 } }, line });
    health.end({ kind: 'timelineJumped', message: 'The next epoch goes on' });
    expect(health.report).toEqual({ look: undefined, line, faults: [] });
    health.disconnect();
    health.noteLine(line, 7_000);
    expect(health.report.line).toBeUndefined();
  });

  it('begins anew with another encoder', () => {
    const { health, caller, run } = serve();
    caller.keyframeIntervalSeconds = 8;
    run(1);
    const other = new TestCaller();
    health.connect(other);
    health.observe(encoding, 99_000);
    expect(health.verdict.reason).toBe('SourceAsAsked');
  });
});
