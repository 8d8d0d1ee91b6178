/** Real media from a store in memory; what comes out is read back by ffmpeg and ffprobe. */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readBoxes } from '@kubecast/media/boxes';
import { StoreUnreachableError } from '@kubecast/media/object-store-error';
import { readFrameNumbers } from '@kubecast/media/testing/frame-numbers';
import type { MadeSegment } from '@kubecast/media/testing/made-rung';
import { type MadeSession, makeSession } from '@kubecast/media/testing/made-session';
import type { MadeSessionOptions } from '@kubecast/media/testing/made-session-options';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  assembleSession,
  madeRendition,
  madeStream,
  makeWorkDirectory,
  numbersFrom,
  planSession,
} from '../testing/made-video.ts';
import { decodingErrors, readPackets, stepsOf } from '../testing/read-packets.ts';
import { readEpochInit } from './epoch-init.ts';
import { readSegmentMedia } from './segment-media.ts';
import { silentFrame } from './silent-frame.ts';

let store: MemoryStore;
let work: Awaited<ReturnType<typeof makeWorkDirectory>>;

beforeEach(async () => {
  store = new MemoryStore();
  work = await makeWorkDirectory();
});

afterEach(() => work.remove());

const make = (options: Pick<MadeSessionOptions, 'epochs'> & Partial<MadeSessionOptions>): Promise<MadeSession> =>
  makeSession({ store, stream: madeStream, renditions: [madeRendition], ...options });

const assemble = ({ session }: MadeSession, options: Partial<Parameters<typeof assembleSession>[1]> = {}) =>
  assembleSession(session, { store, workDirectory: work.path, ...options });

const bytesOf = (key: string | undefined): Buffer => store.held.get(key ?? '')?.body ?? Buffer.alloc(0);

const overwrite = (key: string | undefined, body: Buffer): Promise<void> =>
  store.put(key ?? '', body, { contentType: 'video/mp4' });

/** Where the fragments of a segment begin. */
const fragmentsOf = (bytes: Buffer): readonly number[] =>
  readBoxes(bytes, 0, bytes.length).flatMap(({ type, start }) => (type === 'moof' ? [start] : []));

const framesOf = (segments: readonly (MadeSegment | undefined)[]): readonly number[] =>
  segments.flatMap((segment) => (segment ? numbersFrom(segment.firstFrame, segment.frames) : []));

describe('assembleVideo', () => {
  it('holds every frame in order, without a jump where the session has gaps', async () => {
    const epochs = [
      { seconds: 5 },
      { seconds: 3.5, afterGapSeconds: 5 },
      { seconds: 4, skippedNumbers: 3, podUid: 'other' },
    ];
    const video = await assemble(await make({ epochs }));
    expect(video).toMatchObject({ frames: 375, durationSeconds: 12.5, width: 320, height: 180, leftOut: [] });
    expect(await readFrameNumbers(video.path)).toEqual(numbersFrom(0, 375));
    const packets = await readPackets(video.path);
    expect(stepsOf(packets.video)).toEqual([0.033]);
    expect(stepsOf(packets.audio)).toEqual([0.021]);
    expect([packets.video[0]?.seconds, packets.audio[0]?.seconds]).toEqual([0, 0]);
    expect(packets.duration).toBeCloseTo(12.5, 2);
    expect(await decodingErrors(video.path)).toBe('');
    expect((await readFile(video.path)).length).toBe(video.sizeBytes);
  }, 120_000);

  it.each([
    { rate: 24, partMs: 0, segmentSeconds: 1 },
    { rate: 25, partMs: 333, segmentSeconds: 3 },
    { rate: 60, partMs: 200, segmentSeconds: 6 },
  ])(
    'keeps the times of $rate frames a second',
    async ({ rate, ...form }) => {
      const video = await assemble(await make({ epochs: [{ seconds: 4 }, { seconds: 2 }], frameRate: rate, ...form }));
      expect(video).toMatchObject({ frames: rate * 6, durationSeconds: 6 });
      expect(await readFrameNumbers(video.path)).toEqual(numbersFrom(0, rate * 6));
      expect(stepsOf((await readPackets(video.path)).video)).toEqual([Math.round(1000 / rate) / 1000]);
    },
    60_000,
  );

  it('makes more room for the index where a session needs more than any of ours', async () => {
    const made = await make({ epochs: [{ seconds: 5 }], frameRate: 240, partMs: 10 });
    const last = made.segments.at(-1);
    await overwrite(last?.key, Buffer.alloc(700, 'garbage'));
    const told: unknown[] = [];
    const video = await assemble(made, { onLeftOut: (left) => told.push(left) });
    const frames = 1200 - (last?.frames ?? 0);
    expect(video).toMatchObject({ frames, durationSeconds: frames / 240 });
    expect(await readFrameNumbers(video.path)).toEqual(numbersFrom(0, frames));
    expect(told).toEqual(video.leftOut);
  }, 120_000);

  it('makes a video of a session of one segment', async () => {
    const video = await assemble(await make({ epochs: [{ seconds: 0.3 }] }));
    expect(video).toMatchObject({ frames: 9, durationSeconds: 0.3 });
    expect(await readFrameNumbers(video.path)).toEqual(numbersFrom(0, 9));
  }, 120_000);

  const damages: readonly { what: string; why: string; damage: (segment: MadeSegment) => Promise<void> }[] = [
    { what: 'cut short', why: 'damaged', damage: ({ key }) => overwrite(key, bytesOf(key).subarray(0, -100)) },
    {
      what: 'cut within its first box',
      why: 'damaged',
      damage: ({ key }) => overwrite(key, bytesOf(key).subarray(0, 600)),
    },
    {
      what: 'without its keyframe',
      why: 'damaged',
      damage: ({ key }) => overwrite(key, bytesOf(key).subarray(fragmentsOf(bytesOf(key))[1])),
    },
    { what: 'no media at all', why: 'damaged', damage: ({ key }) => overwrite(key, Buffer.alloc(5000, 'garbage')) },
    { what: 'empty since it was listed', why: 'empty', damage: ({ key }) => overwrite(key, Buffer.alloc(0)) },
    { what: 'gone since it was listed', why: 'absent', damage: ({ key }) => store.delete(key) },
  ];

  it.each(damages)(
    'leaves out a segment that is $what',
    async ({ why, damage }) => {
      const made = await make({ epochs: [{ seconds: 6 }] });
      const [first, second, third, fourth] = made.segments;
      const plan = await planSession(store, made.session);
      if (second) await damage(second);
      const told: unknown[] = [];
      const video = await assemble(made, { plan, onLeftOut: (left) => told.push(left) });
      expect(video.leftOut).toMatchObject([{ epoch: 1, sequence: 1, why }]);
      expect(told).toEqual(video.leftOut);
      expect(await readFrameNumbers(video.path)).toEqual(framesOf([first, third, fourth]));
      const packets = await readPackets(video.path);
      expect(stepsOf(packets.video)).toEqual([0.033]);
      expect(stepsOf(packets.audio)).toEqual([0.021]);
      expect(await decodingErrors(video.path)).toBe('');
    },
    60_000,
  );

  it.each([
    { what: 'its epoch’s last segment', index: 2, kept: 7, lostMs: 600, step: [] },
    { what: 'a segment within an epoch', index: 1, kept: 6, lostMs: 800, step: [] },
    { what: 'nothing where a picture bridges it', index: 1, kept: 9, lostMs: 0, step: [0.233] },
  ])(
    'tells of $what when it was cut short',
    async ({ index, kept, lostMs, step }) => {
      const made = await make({ epochs: [{ seconds: 5 }, { seconds: 1, afterGapSeconds: 1 }] });
      const bytes = bytesOf(made.segments[index]?.key);
      await overwrite(made.segments[index]?.key, bytes.subarray(0, fragmentsOf(bytes)[kept]));
      const video = await assemble(made);
      expect(video.leftOut).toEqual([]);
      expect(video.cutShort).toEqual(lostMs > 0 ? [{ epoch: 1, sequence: index, lostMs }] : []);
      expect(stepsOf((await readPackets(video.path)).video)).toEqual([0.033, ...step]);
      expect(video.durationSeconds).toBeCloseTo(6 - lostMs / 1000, 6);
    },
    60_000,
  );

  it('leaves out an epoch whose initialisation section is damaged', async () => {
    const made = await make({ epochs: [{ seconds: 1 }, { seconds: 1 }, { seconds: 1 }] });
    await overwrite(made.initKeys[0], Buffer.alloc(700, 'garbage'));
    const video = await assemble(made);
    expect(video.leftOut).toMatchObject([{ epoch: 1, sequence: 0, why: 'noInit' }]);
    expect(await readFrameNumbers(video.path)).toEqual(numbersFrom(30, 60));
  }, 120_000);

  it('says so when nothing can be used', async () => {
    const made = await make({ epochs: [{ seconds: 3 }] });
    for (const { key } of made.segments) await overwrite(key, Buffer.alloc(700, 'garbage'));
    await expect(assemble(made)).rejects.toMatchObject({ code: 'NoMedia' });
  }, 120_000);

  it('never lets picture and sound drift apart over fifty epochs', async () => {
    const epochs = Array.from({ length: 50 }, (_, index) => ({ seconds: (14 + (index % 9)) / 30, afterGapSeconds: 1 }));
    const made = await make({ epochs, renditions: [{ ...madeRendition, width: 160, height: 90 }] });
    const video = await assemble(made);
    expect(await readFrameNumbers(video.path)).toEqual(numbersFrom(0, made.frames));
    const expected = new Map<string, number>();
    for (const [index, { key, firstFrame }] of made.segments.entries()) {
      const { section } = readEpochInit(bytesOf(made.initKeys[index]));
      for (const { video, audio } of readSegmentMedia(bytesOf(key), section)) {
        for (const [frame, { bytes }] of audio.samples.entries()) {
          const seconds = firstFrame / 30 + (audio.decodeTime + frame * 1024) / audio.timescale;
          expected.set(createHash('md5').update(bytes).digest('hex'), seconds);
        }
        expect(video.decodeTime).toBeLessThan(video.timescale);
      }
    }
    const { audio } = await readPackets(video.path);
    const offsets = audio.flatMap(({ hash, seconds }) => {
      const wanted = expected.get(hash);
      return wanted === undefined ? [] : [Math.abs(seconds - wanted)];
    });
    expect(Math.max(...offsets)).toBeLessThanOrEqual(512 / 48_000 + 1e-4);
    // At most two frames of each epoch give way: one at its start, one at its end.
    expect(offsets.length).toBeGreaterThanOrEqual(expected.size - 100);
    expect(stepsOf(audio)).toEqual([0.021]);
    expect(await decodingErrors(video.path)).toBe('');
  }, 300_000);

  it('plays from anywhere when its epochs were encoded differently', async () => {
    const epochs = [
      { seconds: 2 },
      { seconds: 2, encoderOptions: ['-profile:v', 'main', '-preset', 'medium', '-bf', '0', '-coder', 'cabac'] },
      { seconds: 2 },
    ];
    const video = await assemble(await make({ epochs }));
    expect(await readFrameNumbers(video.path)).toEqual(numbersFrom(0, 180));
    expect(await decodingErrors(video.path)).toBe('');
    for (const start of [5, 3, 0, 2, 4, 1]) {
      expect(await readFrameNumbers(video.path, ['-ss', `${start}`, '-t', '0.49'])).toEqual(
        numbersFrom(start * 30, 15),
      );
    }
    // One decoder for all of it: it comes to each epoch from before and from behind.
    const visited = [4, 2, 0, 2, 4, 0];
    const visits = visited.map((start) => `file ${video.path}\ninpoint ${start}\noutpoint ${start + 0.49}\n`);
    const list = join(work.path, 'visits.txt');
    await writeFile(list, visits.join(''));
    expect(await readFrameNumbers(list, ['-f', 'concat', '-safe', '0'])).toEqual(
      visited.flatMap((start) => numbersFrom(start * 30, 15)),
    );
  }, 120_000);

  it('is silent where an epoch has sound of another form', async () => {
    const epochs = [{ seconds: 1 }, { seconds: 3, encoderOptions: ['-ar', '44100'] }, { seconds: 1 }];
    const video = await assemble(await make({ epochs }));
    expect(await readFrameNumbers(video.path)).toEqual(numbersFrom(0, 150));
    const { audio } = await readPackets(video.path);
    expect(stepsOf(audio)).toEqual([0.021]);
    const silent = createHash('md5').update(silentFrame).digest('hex');
    expect(audio.filter(({ hash }) => hash === silent).length).toBeCloseTo((3 * 48_000) / 1024, -1);
    expect(await decodingErrors(video.path)).toBe('');
  }, 120_000);

  it('writes the same bytes again, also over what a killed one left', async () => {
    const made = await make({ epochs: [{ seconds: 4 }, { seconds: 3, afterGapSeconds: 2 }] });
    const video = await assemble(made);
    const first = await readFile(video.path);
    await writeFile(video.path, Buffer.alloc(first.length * 2, 7));
    await writeFile(join(work.path, 'left-over'), 'by a killed recorder');
    await assemble(made);
    expect((await readFile(video.path)).equals(first)).toBe(true);
  }, 120_000);

  it('goes on where it was when the store fails for a while', async () => {
    const made = await make({ epochs: [{ seconds: 9 }] });
    const { path } = await assemble(made);
    const undisturbed = await readFile(path);
    const plan = await planSession(store, made.session);
    let requests = 0;
    store.onRequest = () => {
      requests += 1;
      if (requests % 3 === 0) throw new StoreUnreachableError('Could not read: away');
    };
    const faults: unknown[] = [];
    await assemble(made, { onFault: (error) => faults.push(error), plan });
    expect(faults.length).toBeGreaterThan(1);
    expect((await readFile(path)).equals(undisturbed)).toBe(true);
  }, 120_000);

  it('stops at once when it is told to', async () => {
    const made = await make({ epochs: [{ seconds: 6 }] });
    const stop = new AbortController();
    const onProgress = () => stop.abort(new Error('told to go'));
    await expect(assemble(made, { signal: stop.signal, onProgress })).rejects.toThrow('told to go');
    expect(await readdir(work.path)).toEqual(['video.mp4']);
  }, 120_000);

  it('tells how far it is', async () => {
    const made = await make({ epochs: [{ seconds: 5 }] });
    const told: unknown[] = [];
    await assemble(made, { onProgress: (progress) => told.push(progress) });
    expect(told).toHaveLength(3);
    expect(told.at(-1)).toEqual({ doneSegments: 3, segments: 3 });
  }, 120_000);
});
