import { getEventListeners, once } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeSource } from '../../test-media/make-source.ts';
import { packetBytes, packetPid } from './transport-packet.ts';
import { TransportSource } from './transport-source.ts';

const never = new AbortController().signal;

describe('TransportSource', () => {
  let media = Buffer.alloc(0);
  beforeAll(async () => {
    media = Buffer.from(await makeSource({ seconds: 3, keyframeInterval: 30 }));
  });

  const openWith = async (bytes: Buffer) => {
    const input = new PassThrough();
    const source = new TransportSource(input);
    input.write(bytes);
    await source.ready(5_000, never);
    return { input, source };
  };

  it('hands out tables, then everything since the keyframe, then what comes', async () => {
    const half = Math.floor(media.length / 2 / packetBytes) * packetBytes;
    const { input, source } = await openWith(media.subarray(0, half));
    const sink = new PassThrough();
    const attachment = source.attach(sink);
    input.end(media.subarray(half));
    const received = await buffer(sink);

    expect(await attachment?.ended).toBe('ended');
    expect(packetPid(received, 0)).toBe(0);
    const body = received.subarray(2 * packetBytes);
    expect(body.equals(media.subarray(media.length - body.length))).toBe(true);
  });

  it('gives a second reader the same from the keyframe on, and ends the first', async () => {
    const { input, source } = await openWith(media);
    const [first, second] = [new PassThrough(), new PassThrough()];
    const before = source.attach(first);
    const after = source.attach(second);
    input.end();
    const [early, late] = await Promise.all([buffer(first), buffer(second)]);

    expect(await before?.ended).toBe('detached');
    expect(await after?.ended).toBe('ended');
    expect(late.equals(early)).toBe(true);
  });

  it('stops reading while its reader is full', async () => {
    const { input, source } = await openWith(media);
    const hold = Promise.withResolvers<void>();
    const sink = new Writable({
      highWaterMark: 1,
      write: (_chunk, _encoding, done) => void hold.promise.then(() => done()),
    });
    source.attach(sink);
    expect(input.isPaused()).toBe(true);
    hold.resolve();
    await once(sink, 'drain');
    expect(input.isPaused()).toBe(false);
  });

  it('goes on reading when its reader is detached', async () => {
    const { input, source } = await openWith(media);
    const attachment = source.attach(new Writable({ highWaterMark: 1, write: () => undefined }));
    attachment?.detach();
    expect(await attachment?.ended).toBe('detached');
    expect(input.isPaused()).toBe(false);
  });

  it('waits for another keyframe when its video has stopped', async () => {
    const { input, source } = await openWith(media);
    const attachment = source.attach(new PassThrough());
    source.interrupt('videoStopped');
    expect([await attachment?.ended, source.start, input.isPaused()]).toEqual(['videoStopped', undefined, false]);
    input.write(media);
    expect(await source.ready(5_000, never)).toBe('ready');
  });

  it('waits for video that has stopped beyond the limit for a first keyframe', async () => {
    const { input, source } = await openWith(media);
    source.interrupt('videoStopped');
    const returning = source.ready(20, never);
    // A source that never had any has passed the same limit by then.
    expect(await new TransportSource(new PassThrough()).ready(40, never)).toBe('noVideo');
    input.write(media);
    expect(await returning).toBe('ready');
  });

  it('ends the wait for video that has stopped when the caller leaves or the wait is called off', async () => {
    const [leaving, staying] = [await openWith(media), await openWith(media)];
    for (const { source } of [leaving, staying]) source.interrupt('videoStopped');
    const off = new AbortController();
    const waits = [leaving.source.ready(5_000, never), staying.source.ready(5_000, off.signal)];
    leaving.input.end();
    off.abort();
    expect(await Promise.all(waits)).toEqual(['ended', 'ended']);
  });

  it('leaves no listener behind for each piece that comes while it waits', async () => {
    const { input, source } = await openWith(media);
    source.interrupt('videoStopped');
    const off = new AbortController();
    const returning = source.ready(5_000, off.signal);
    for (let piece = 0; piece < 20; piece += 1) {
      input.write(Buffer.alloc(packetBytes, media.subarray(0, packetBytes)));
      await turn();
    }
    expect(getEventListeners(off.signal, 'abort')).toHaveLength(1);
    input.end();
    expect(await returning).toBe('ended');
  });

  it('goes on from the same keyframe when its audio has changed', async () => {
    const { source } = await openWith(media);
    const { start } = source;
    const attachment = source.attach(new PassThrough());
    source.interrupt('audioChanged');
    expect([await attachment?.ended, source.start]).toEqual(['audioChanged', start]);
  });

  it('begins a new timeline behind a hole, when nothing came for as long', async () => {
    const later = await makeSource({ seconds: 2, video: ['-tune', 'zerolatency', '-output_ts_offset', '4.9'] });
    let nowMs = 1_000_000;
    const input = new PassThrough();
    const source = new TransportSource(input, () => nowMs);
    input.write(media);
    await source.ready(5_000, never);
    const attachment = source.attach(new PassThrough().resume());
    nowMs += 1_900;
    input.write(later);
    expect(await attachment?.ended).toBe('timelineJumped');
  });

  it('measures keyframe interval, frame rate and bytes', async () => {
    const { source } = await openWith(media);
    expect([source.keyframeIntervalSeconds, source.bytes]).toEqual([1, media.length]);
    expect(source.timing).toEqual({ measuredRate: 30, steady: true, reordered: false });
  });

  it.each([
    ['ended', Buffer.alloc(0)],
    ['notMpegTs', Buffer.alloc(70_000)],
  ] as const)('is never ready when it has %s', async (readiness, bytes) => {
    const input = new PassThrough();
    const source = new TransportSource(input);
    input.end(bytes);
    expect(await source.ready(5_000, never)).toBe(readiness);
    expect(source.attach(new PassThrough())).toBeUndefined();
  });

  it('has no video when no keyframe comes in time', async () => {
    expect(await new TransportSource(new PassThrough()).ready(20, never)).toBe('noVideo');
  });

  it('says whether it has begun', async () => {
    const [empty, other] = [new PassThrough(), new PassThrough()];
    const sources = [new TransportSource(empty), new TransportSource(other)];
    empty.end();
    other.write('x');
    expect(await Promise.all(sources.map(({ begun }) => begun))).toEqual([false, true]);
  });
});
