import { type ChildProcess, spawn } from 'node:child_process';
import type { Verdict } from '@kubecast/media/state-feed';
import { type S3Server, startS3Server } from '@kubecast/media/testing/s3-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSource } from '../test-media/make-source.ts';
import { playSource } from '../test-media/play-source.ts';
import { agentHome, eventually, passphrase, readState, stopPublishing } from './testing/agent-harness.ts';
import { lossyRelay } from './testing/lossy-relay.ts';

/** An encoder: what is not said is as the guide asks, 320x180 at 30 frames a second, a keyframe a second, a tone. */
interface Encoder {
  readonly rate?: number;
  readonly videoFilter?: string;
  readonly audioFilter?: string;
  readonly output?: readonly string[];
  readonly latencyMs?: number;
}

const publish = (port: number, { rate = 30, latencyMs = 120, ...encoder }: Encoder): ChildProcess =>
  spawn(
    'ffmpeg',
    [
      ...['-v', 'error', '-re', '-f', 'lavfi', '-i', `testsrc2=size=320x180:rate=${rate}`],
      ...['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000'],
      ...['-vf', encoder.videoFilter ?? 'null', '-af', encoder.audioFilter ?? 'anull', '-fps_mode', 'passthrough'],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-g', '30', '-pix_fmt', 'yuv420p'],
      ...['-c:a', 'aac', ...(encoder.output ?? []), '-f', 'mpegts', '-max_interleave_delta', '100000'],
      `srt://127.0.0.1:${port}?mode=caller&latency=${latencyMs * 1000}&passphrase=${passphrase}`,
    ],
    { stdio: 'ignore' },
  );

/**
 * Between these seconds of the source, in ffmpeg's words: late enough for a busy machine to have found the source to be good, and
 * long enough for it to see the fault.
 */
const between = (from: number, to: number): string => `between(t,${from},${to})`;

/** Whether the line loses a packet, so many milliseconds after it began to. */
type Loses = (elapsedMs: number) => boolean;

/** 2 Mbit/s of whatever: some 200 packets a second. */
const steadyRate = ['-b:v', '2M', '-minrate', '2M', '-maxrate', '2M', '-bufsize', '1M', '-x264-params', 'nal-hrd=cbr'];

/** One packet in twenty, each asked for again in time. */
const losesSome: Loses = () => Math.random() < 0.05;
/** Everything for half a second in five: too long for a latency of 120 ms. */
const losesBursts: Loses = (elapsedMs) => elapsedMs % 5_000 < 500;

const never: Loses = () => false;

interface Line {
  /** UDP. */
  readonly port: number;
  readonly ingest: () => Promise<Verdict | undefined>;
  readonly metrics: () => Promise<string>;
  /** A busy machine takes its time: nothing is lost before the source was found to be good. */
  readonly beginLosing: () => void;
  readonly endLosing: () => void;
  readonly end: () => Promise<void>;
}

describe('runAgent', () => {
  let server: S3Server;
  /** Each agent has a stream of its own: of two with the same, one gives way. */
  let streams = 0;

  beforeAll(async () => {
    server = await startS3Server('versitygw');
  });

  afterAll(async () => {
    await server?.stop();
  });

  /** An agent of its own, and a line to it. */
  const serve = async (loses: Loses): Promise<Line> => {
    const rendition = { name: '180p', height: 180, videoBitrateKbps: 300, audioBitrateKbps: 64 };
    streams += 1;
    const stream = `stream-${streams}`;
    const home = await agentHome(server, { stream, renditions: [rendition], partMs: 200, segmentSeconds: 2 });
    const agent = home.start();
    await eventually(
      'the agent is ready',
      async () => (await fetch(`${agent.base}/readyz`).catch(() => undefined))?.ok,
    );
    let sinceMs: number | undefined;
    const isLost = (): boolean => sinceMs !== undefined && loses(Date.now() - sinceMs);
    const relay = loses === never ? undefined : await lossyRelay(home.srtPort, isLost);
    const beginLosing = (): void => {
      sinceMs = Date.now();
    };
    const endLosing = (): void => {
      sinceMs = undefined;
    };
    const ingest = async (): Promise<Verdict | undefined> => (await readState(agent.base))?.ingest;
    const end = async (): Promise<void> => {
      await agent.terminate();
      relay?.close();
      await home.remove();
    };
    const metrics = async (): Promise<string> => (await fetch(`${agent.base}/metrics`)).text();
    return { port: relay?.port ?? home.srtPort, ingest, metrics, beginLosing, endLosing, end };
  };

  const verdictOf = async ({ ingest }: Line, reason: string): Promise<Verdict> => {
    let last: Verdict | undefined;
    const isThere = async (): Promise<Verdict | false | undefined> => {
      last = await ingest();
      return last?.reason === reason && last;
    };
    return eventually(`the verdict ${reason}`, isThere, 75_000).catch((error: Error) => {
      throw new Error(`${error.message}; the last was ${last?.reason}: ${last?.message}`);
    });
  };

  /** Waits for one fault, or for its end, whatever else a busy machine does to the source. */
  const faultOf = (line: Line, reason: string, isThere: boolean): Promise<boolean> =>
    eventually(
      `${isThere ? '' : 'the end of '}${reason}`,
      async () => (await line.metrics()).includes(`kubecast_ingest_fault{reason="${reason}"} ${Number(isThere)}\n`),
      75_000,
    );

  const slow = { timeout: 180_000 };

  it.concurrent.each<[string, Encoder, string, Loses]>([
    ['is silent', { audioFilter: `volume=0:enable='${between(15, 40)}'` }, 'Silence', never],
    ['is black', { videoFilter: `drawbox=t=fill:color=black:enable='${between(15, 37)}'` }, 'BlackPicture', never],
    ['stands still', { videoFilter: `drawbox=t=fill:color=gray:enable='${between(15, 60)}'` }, 'FrozenPicture', never],
    [
      'loses five frames in six',
      { videoFilter: `select='if(${between(15, 32)},not(mod(n,6)),1)'` },
      'FrameRateDrop',
      never,
    ],
    [
      'gets a fifth of its bits',
      {
        videoFilter: `noise=alls=40:allf=t:enable='not(${between(26, 44)})'`,
        output: ['-crf', '30'],
      },
      'BitrateDrop',
      never,
    ],
    ['comes over a line that loses packets', { output: steadyRate, latencyMs: 1_000 }, 'LossyLine', losesSome],
    ['comes over a line that loses them for good', { output: steadyRate }, 'PacketsDropped', losesBursts],
  ])('tells of a source that %s, and of its getting well', slow, async (_name, encoder, reason, loses) => {
    const line = await serve(loses);
    const child = publish(line.port, encoder);
    try {
      await verdictOf(line, 'SourceAsAsked');
      line.beginLosing();
      await faultOf(line, reason, true);
      expect((await line.ingest())?.healthy).toBe(false);
      line.endLosing();
      await faultOf(line, reason, false);
    } finally {
      await stopPublishing(child);
      await line.end();
    }
  });

  it.concurrent.each<[string, Encoder, string]>([
    ['has rare keyframes', { output: ['-g', '240'] }, 'KeyframeInterval'],
    ['has B-frames', { output: ['-tune', 'film', '-bf', '2'] }, 'BFrames'],
    ['has 15 frames a second', { rate: 15, output: ['-g', '15'] }, 'BelowLadder'],
    ['has too few lines', { videoFilter: 'scale=256:144' }, 'BelowLadder'],
  ])('tells of a source that %s, until its encoder comes back otherwise', slow, async (_name, encoder, reason) => {
    const line = await serve(never);
    const faulty = publish(line.port, encoder);
    let mended: ChildProcess | undefined;
    try {
      expect((await verdictOf(line, reason)).message).toContain('set OBS → Settings');
      await stopPublishing(faulty);
      mended = publish(line.port, {});
      await verdictOf(line, 'SourceAsAsked');
    } finally {
      await stopPublishing(faulty);
      if (mended) await stopPublishing(mended);
      await line.end();
    }
  });

  it.concurrent.each([
    ['pictures stop for one that is away', ['-vf', `select='not(${between(15, 30)})'`], 'VideoStopped'],
    ['sound stops for one that is silent', ['-af', `aselect='not(${between(15, 30)})'`], 'NoAudio'],
  ])('takes an encoder whose %s, until it is back', slow, async (_name, filters, reason) => {
    const video = ['-tune', 'zerolatency', ...filters, '-fps_mode', 'passthrough', '-max_interleave_delta', '100000'];
    const media = await makeSource({ seconds: 60, keyframeInterval: 30, video });
    const line = await serve(never);
    const child = playSource(media, `srt://127.0.0.1:${line.port}?mode=caller&passphrase=${passphrase}`);
    try {
      await verdictOf(line, 'SourceAsAsked');
      await verdictOf(line, reason);
      await verdictOf(line, 'SourceAsAsked');
    } finally {
      await stopPublishing(child);
      await line.end();
    }
  });
});
