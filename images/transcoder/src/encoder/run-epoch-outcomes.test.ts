import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { makeSource } from '../../test-media/make-source.ts';
import {
  runTestEpoch,
  segmentsOf,
  sourceOf,
  testAnchorUnixMs,
  testClaim,
  testConfig,
} from '../../test-media/run-test-epoch.ts';
import { TransportSource } from '../ingest/transport-source.ts';
import type { PackagedEvent, SegmentEvent } from '../packager/packaged-event.ts';
import { runEpoch } from './run-epoch.ts';
import type { SessionFormat } from './session-format.ts';

const firstFormat: SessionFormat = {
  frameRate: { numerator: 25, denominator: 1 },
  renditions: [{ name: '180p', width: 320, height: 180, videoBitrateKbps: 300, audioBitrateKbps: 128 }],
};

/** To every ffmpeg that this process has started. */
const signalEncoders = (signal: 'SIGKILL' | 'SIGSTOP'): void => {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').split(' ');
  for (const pid of children.filter((child) => child.trim() !== '')) {
    if (readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'ffmpeg') process.kill(Number(pid), signal);
  }
};

const totalMs = (segments: readonly SegmentEvent[]): number =>
  segments.reduce((sum, { durationMs }) => sum + durationMs, 0);

/** Two pieces of media on one connection: the second comes while the first is being encoded. */
const runInTurn = async (first: Buffer, second: Buffer) => {
  const input = new PassThrough();
  const source = new TransportSource(input);
  input.write(first);
  const before = await runTestEpoch(source, {
    emit: ({ kind }) => {
      if (kind === 'segment' && !input.writableEnded) input.end(second);
    },
  });
  return { before, after: await runTestEpoch(source, { format: before.facts?.format }) };
};

describe('runEpoch', { timeout: 60_000 }, () => {
  it('drops bytes that are no transport stream', async () => {
    const { outcome, events } = await runTestEpoch(sourceOf(Buffer.alloc(200_000, 'garbage ')));
    expect(outcome).toMatchObject({ kind: 'notMpegTs' });
    expect(events).toEqual([]);
  });

  it('says that the source ended when it leaves before a keyframe', async () => {
    expect((await runTestEpoch(sourceOf(Buffer.alloc(0)))).outcome).toEqual({ kind: 'sourceEnded' });
  });

  it('says that the source ended when it is told to stop before anything came', async () => {
    const stop = new AbortController();
    const source = new TransportSource(new PassThrough());
    const running = runTestEpoch(source, {}, stop.signal);
    stop.abort();
    expect((await running).outcome).toEqual({ kind: 'sourceEnded' });
  });

  it('says that the source ended when it is told to stop while it is probed', async () => {
    const stop = new AbortController();
    const source = sourceOf(await makeSource({ seconds: 1 }));
    await source.ready(5_000, stop.signal);
    const running = runTestEpoch(source, {}, stop.signal);
    setImmediate(() => stop.abort());
    expect(await running).toMatchObject({ outcome: { kind: 'sourceEnded' }, events: [] });
  });

  it('refuses a transport stream without video', async () => {
    const source = await makeSource({ seconds: 1, video: ['-map', '1:a'] });
    expect((await runTestEpoch(sourceOf(source))).outcome).toMatchObject({ kind: 'noVideo' });
  });

  it('starts at the next keyframe when it joins in the middle of a group of pictures', async () => {
    const source = await makeSource();
    const transcript = await runTestEpoch(sourceOf(source.subarray(Math.round(source.length * 0.4) + 77)));
    expect(transcript.outcome).toEqual({ kind: 'sourceEnded' });
    expect(segmentsOf(transcript, '180p').map(({ durationMs }) => durationMs)).toEqual([1000, 1000]);
  });

  it('gives a later source the rungs, size and rate of the first', async () => {
    const source = await makeSource({ size: '240x180', rate: '30', audio: undefined });
    const transcript = await runTestEpoch(sourceOf(source), { format: firstFormat });
    const inits = transcript.events.filter((event) => event.kind === 'init');
    expect(inits.map(({ rendition, codecs }) => `${rendition} ${codecs.width}x${codecs.height}`)).toEqual([
      '180p 320x180',
    ]);
    expect(segmentsOf(transcript, '180p').map(({ durationMs }) => durationMs)).toEqual([1000, 2000, 2000, 1000]);
    expect(transcript.facts).toMatchObject({ format: firstFormat, source: { width: 240, height: 180 } });
  });

  it('publishes nothing when no number can be claimed', async () => {
    const cause = new Error('The epoch log is away');
    const transcript = await runTestEpoch(sourceOf(await makeSource()), { claim: () => Promise.reject(cause) });
    expect(transcript).toMatchObject({ outcome: { kind: 'claimFailed', cause }, events: [] });
  });

  it('puts the first picture at the claimed time', async () => {
    const transcript = await runTestEpoch(sourceOf(await makeSource({ seconds: 3 })));
    expect(segmentsOf(transcript, '180p').map(({ startUnixMs, durationMs }) => [startUnixMs, durationMs])).toEqual([
      [testAnchorUnixMs, 1000],
      [testAnchorUnixMs + 1000, 2000],
    ]);
  });

  it('says that the encoder crashed when ffmpeg fails', async () => {
    const broken = {
      ...firstFormat,
      renditions: firstFormat.renditions.map((rung) => ({ ...rung, width: 100_000_000 })),
    };
    const { outcome } = await runTestEpoch(sourceOf(await makeSource()), { format: broken });
    expect(outcome).toMatchObject({ kind: 'encoderCrashed', message: expect.stringContaining('Encoding ended with') });
  });

  it.each([
    ['in the first segment', 4],
    ['at a segment boundary', 15],
    ['later', 13],
  ])('goes on with the very next picture when ffmpeg is killed %s', async (_, parts) => {
    const input = new PassThrough();
    const source = new TransportSource(input);
    input.write(await makeSource({ seconds: 6, keyframeInterval: 100, video: ['-bf', '2'] }));
    let emitted = 0;
    const killed = await runTestEpoch(source, {
      emit: ({ kind, rendition }) => {
        if (kind === 'part' && rendition === '144p') emitted += 1;
        if (emitted === parts) signalEncoders('SIGKILL');
      },
    });
    expect(killed.outcome).toMatchObject({ kind: 'encoderCrashed' });

    input.end();
    const successor = await runTestEpoch(source);
    expect(successor.outcome).toEqual({ kind: 'sourceEnded' });
    for (const rendition of ['180p', '144p']) {
      const durations = [killed, successor].map((transcript) => totalMs(segmentsOf(transcript, rendition)));
      expect(durations[0]).toBeGreaterThanOrEqual(parts * 200);
      expect((durations[0] ?? 0) + (durations[1] ?? 0)).toBe(6000);
    }
  });

  it('says that the encoder crashed when ffmpeg hangs while the source goes on', async () => {
    const media = await makeSource({ seconds: 6, keyframeInterval: 30, video: ['-b:v', '3M', '-minrate', '3M'] });
    const input = new PassThrough();
    const source = new TransportSource(input);
    input.write(media);
    let isStopped = false;
    const hung = await runTestEpoch(source, {
      emit: ({ kind }) => {
        if (kind !== 'segment' || isStopped) return;
        isStopped = true;
        signalEncoders('SIGSTOP');
      },
    });
    expect(hung.outcome).toEqual({
      kind: 'encoderCrashed',
      message: 'Encoding ended with SIGKILL: Nothing came out for 5 s',
    });

    input.end();
    const successor = await runTestEpoch(source);
    const durations = [hung, successor].map((transcript) => totalMs(segmentsOf(transcript, '180p')));
    expect((durations[0] ?? 0) + (durations[1] ?? 0)).toBe(6000);
  });

  it('skips what kills the encoder when nothing came out of it', async () => {
    const stereo = await makeSource({ seconds: 2, keyframeInterval: 30 });
    const mono = await makeSource({
      seconds: 3,
      audio: { sampleRate: 44_100, channels: 1 },
      video: ['-tune', 'zerolatency', '-output_ts_offset', '2'],
    });
    const source = sourceOf(Buffer.concat([stereo, mono]));
    const outcomes: string[] = [];
    for (let turn = 0; turn < 4 && outcomes.at(-1) !== 'sourceEnded'; turn += 1) {
      outcomes.push((await runTestEpoch(source)).outcome.kind);
    }
    expect(outcomes[0]).toBe('encoderCrashed');
    expect(outcomes.at(-1)).toBe('sourceEnded');
  });

  it.each([
    ['an hour ahead', 4000, 7600],
    ['an hour back', 4000, 400],
  ])('goes on with a new epoch when the timestamps jump %s', async (_, from, to) => {
    const at = (seconds: number) => ['-tune', 'zerolatency', '-output_ts_offset', String(seconds)];
    const first = await makeSource({ seconds: 3, video: at(from) });
    const second = await makeSource({ seconds: 2, video: at(to) });
    const { before, after } = await runInTurn(first, second);
    expect([before.outcome.kind, after.outcome.kind]).toEqual(['timelineJumped', 'sourceEnded']);
    expect(segmentsOf(after, '180p').map(({ durationMs }) => durationMs)).toEqual([1000, 1000]);
  });

  it('goes on in one epoch when the clock of the timestamps wraps', async () => {
    // 2^33 ticks are 95,443.7 s.
    const offset = ['-output_ts_offset', '95440'];
    const source = sourceOf(await makeSource({ seconds: 8, video: ['-tune', 'zerolatency', ...offset] }));
    const transcript = await runTestEpoch(source);
    expect(transcript.outcome.kind).toBe('sourceEnded');
    const durations = segmentsOf(transcript, '180p').map(({ durationMs }) => durationMs);
    expect(Math.abs(durations.reduce((sum, durationMs) => sum + durationMs, 0) - 8000)).toBeLessThan(40);
    expect(Math.max(...durations)).toBeLessThan(2040);
  });

  it.each([
    ['its size and shape', { size: '240x240' }],
    ['its frame rate', { rate: '50' }],
  ])('goes on with a new epoch when the picture changes %s without a new connection', async (_, changes) => {
    const first = await makeSource({ seconds: 3, keyframeInterval: 30 });
    const offset = ['-output_ts_offset', '3'];
    const second = await makeSource({ seconds: 2, ...changes, video: ['-tune', 'zerolatency', ...offset] });
    const { before, after } = await runInTurn(first, second);
    expect([before.outcome.kind, after.outcome.kind]).toEqual(['pictureChanged', 'sourceEnded']);
    const total = [before, after].map((transcript) =>
      segmentsOf(transcript, '180p').reduce((sum, { durationMs }) => sum + durationMs, 0),
    );
    // Nothing of either is lost, and nothing is waited for: a frame at most.
    expect(Math.abs((total[0] ?? 0) - 3000)).toBeLessThan(40);
    expect(Math.abs((total[1] ?? 0) - 2000)).toBeLessThan(40);
  });

  it('closes the short last segment when it is told to stop', async () => {
    const input = new PassThrough();
    const stop = new AbortController();
    const events: PackagedEvent[] = [];
    const emit = (event: PackagedEvent): void => {
      events.push(event);
      const partsOfSecond = events.filter(
        ({ kind, ...rest }) => kind === 'part' && 'sequence' in rest && rest.sequence === 8,
      );
      if (partsOfSecond.length === 2) stop.abort();
    };
    const running = runEpoch(
      {
        config: testConfig,
        source: new TransportSource(input),
        format: undefined,
        claim: async () => testClaim,
        emit,
        logger: pino({ level: 'silent' }),
      },
      stop.signal,
    );
    input.write(await makeSource({ seconds: 3 }));

    expect(await running).toEqual({ kind: 'sourceEnded' });
    const last = events.filter((event) => event.kind === 'segment').at(-1);
    expect(last).toMatchObject({ sequence: 8, startUnixMs: testAnchorUnixMs + 1000 });
    expect(last?.durationMs).toBeGreaterThan(0);
    input.destroy();
  });
});
