import { recorderPhases } from '@kubecast/media/recorder-config';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { RecorderWorld } from './testing/recorder-world.ts';

// Each test runs whole recorders, on as little CPU as the machine has left.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const mebibyte = 1024 ** 2;
const again = 'Trying a request to the object store again';

let world: RecorderWorld;
/** What an undisturbed recorder stores. */
let wanted: readonly string[];

beforeAll(async () => {
  world = await RecorderWorld.open();
  await world.run();
  wanted = await world.stored();
  await world.reset();
});

afterEach(() => world.reset());
afterAll(() => world?.close());

const completes = { code: 0, outcome: { outcome: 'complete' } };

/** Puts a segment of the made session back as it was. */
const restoring = async (key: string, change: () => Promise<void>, run: () => Promise<void>): Promise<void> => {
  const body = (await world.live.read(key)) ?? Buffer.alloc(0);
  await change();
  await run().finally(() => world.live.put(key, body, { contentType: 'video/iso.segment' }));
};

describe('runRecorder', () => {
  it('makes five objects of a session, and says each phase', async () => {
    const run = await world.start();
    expect(await run.ended).toEqual(completes);
    const phases = run.lines.map((line) => JSON.parse(line).phase).filter((phase) => phase !== undefined);
    expect([...new Set(phases)]).toEqual(recorderPhases);
    expect(await world.stored()).toEqual(wanted);
    const names = wanted.map((line) => line.split(' ')[0]);
    expect(names).toEqual(['recording.json', 'storyboard.jpg', 'storyboard.vtt', 'thumbnail.jpg', 'video.mp4']);
  });

  it('writes down what it made', async () => {
    await world.run();
    const result = await world.result();
    expect(result).toMatchObject({ rendition: '360p', frames: world.session.frames, width: 640, height: 360 });
    expect(result).toMatchObject({ segments: world.session.segments.length, missingSegments: 0, gapCount: 1 });
    expect(result.durationSeconds).toBeCloseTo(24, 1);
    expect(result.gaps[0]?.seconds).toBeCloseTo(5, 1);
    expect((await world.recordings.head(result.video.key))?.contentType).toBe('video/mp4');
  });

  it.each(['live', 'empty'])('finds it made when it runs again with the segments of the bucket %s', async (bucket) => {
    await world.run();
    const run = await world.start({ config: { objectStore: { ...world.config().objectStore, bucket } } });
    expect(await run.ended).toEqual(completes);
    expect(run.lines.join()).toContain('Finding the recording made already');
    expect(await world.stored()).toEqual(wanted);
  });

  it('makes it anew when an object is gone', async () => {
    await world.run();
    await world.recordings.delete(`${world.prefix}thumbnail.jpg`);
    expect(await world.run()).toEqual(completes);
    expect(await world.stored()).toEqual(wanted);
  });

  it.each(recorderPhases)('leaves the same objects when a recorder was killed while %s', async (phase) => {
    const killed = await world.run({ killAt: phase });
    expect(killed).toEqual({ code: null, outcome: undefined });
    expect(await world.run({ inSamePod: true })).toEqual(completes);
    expect(await world.stored()).toEqual(wanted);
  });

  it('leaves the same objects when a recorder was killed in the middle of a part', async () => {
    const held = world.relay.order({ direction: 'sent', afterBytes: 5 * mebibyte, effect: 'hold' });
    const killed = await world.start();
    await held;
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(await world.stored()).toEqual([]);
    expect(await world.run()).toEqual(completes);
    expect(await world.stored()).toEqual(wanted);
  });

  it('leaves the same objects when two work at once', async () => {
    const runs = await Promise.all([world.run(), world.run()]);
    expect(runs).toEqual([completes, completes]);
    expect(await world.stored()).toEqual(wanted);
  });
});

describe('runRecorder without its store', () => {
  it.each([
    ['segments', 'answered'],
    ['parts', 'sent'],
  ] as const)('goes on when it was away while %s were on their way', async (_, direction) => {
    const cut = world.relay.order({ direction, afterBytes: 5 * mebibyte, effect: 'cut' });
    const run = await world.start();
    await cut;
    await run.said(again, 3);
    world.relay.restore();
    expect(await run.ended).toEqual(completes);
    expect(await world.stored()).toEqual(wanted);
  });

  it('asks to be started again when it stays away', async () => {
    world.relay.cut();
    expect(await world.run({ patienceMs: 1 })).toMatchObject({
      code: 75,
      outcome: { reason: 'Unavailable', retry: true },
    });
  });

  it('frees its parts and asks to be started again when it is told to end', async () => {
    const held = world.relay.order({ direction: 'sent', afterBytes: 5 * mebibyte, effect: 'hold' });
    const run = await world.start();
    await held;
    run.child.kill('SIGTERM');
    expect(await run.ended).toMatchObject({ code: 75, outcome: { reason: 'Unavailable', retry: true } });
    expect(await world.leftUploads()).toEqual([]);
    expect(await world.stored()).toEqual([]);
  });

  it('goes on when somebody ended its upload', async () => {
    const held = world.relay.order({ direction: 'sent', afterBytes: 5 * mebibyte, effect: 'hold' });
    const run = await world.start();
    await held;
    for (const upload of await world.leftUploads()) await world.recordings.uploads.abort(upload);
    world.relay.cut();
    await run.said(again);
    world.relay.restore();
    expect(await run.ended).toEqual(completes);
    expect(await world.stored()).toEqual(wanted);
  });
});

describe('runRecorder where a person must act', () => {
  it('says that the bucket refuses', async () => {
    const end = await world.run({ secretAccessKey: 'wrong-secret', patienceMs: 1 });
    expect(end).toMatchObject({ code: 65, outcome: { reason: 'BucketRefuses', retry: false } });
  });

  it('says that there is no such session', async () => {
    const end = await world.run({ config: { session: '20200101-000000-none' } });
    expect(end).toMatchObject({ code: 65, outcome: { reason: 'SessionNotFound', retry: false } });
  });

  it('says that a clip has no media', async () => {
    const range = { from: '2020-01-01T00:00:00Z', to: '2020-01-01T00:01:00Z' };
    expect(await world.run({ config: { range } })).toMatchObject({ code: 65, outcome: { reason: 'NoMedia' } });
  });

  it('says that the work directory is too small', async () => {
    const end = await world.run({ config: { workLimitBytes: mebibyte } });
    expect(end).toMatchObject({ code: 65, outcome: { reason: 'NoSpace', retry: false } });
  });
});

describe('runRecorder with bad segments', () => {
  const third = (): string => world.session.segments[2]?.key ?? '';

  it.each([
    ['absent', () => world.live.delete(third())],
    ['empty', () => world.live.put(third(), '', { contentType: 'video/iso.segment' })],
    ['damaged', () => world.live.put(third(), 'no media', { contentType: 'video/iso.segment' })],
  ] as const)('lists a segment that is %s, and plays the rest', async (why, spoil) => {
    await restoring(third(), spoil, async () => {
      expect(await world.run()).toEqual(completes);
      const result = await world.result();
      expect(result.missing).toEqual([{ sequence: world.session.segments[2]?.sequence, why }]);
      expect(result.frames).toBe(world.session.frames - (world.session.segments[2]?.frames ?? 0));
    });
  });

  it('plays on over bytes that came damaged within the media of a segment', async () => {
    // A piece of the first one is decoded.
    const first = world.session.segments[0]?.key ?? '';
    const body = (await world.live.read(first)) ?? Buffer.alloc(0);
    const spoil = (): Promise<void> => {
      // Of its keyframe, behind what the encoder says of itself.
      const at = body.indexOf('mdat') + 2000;
      const spoiled = Buffer.from(body).fill(0xff, at, at + 64);
      return world.live.put(first, spoiled, { contentType: 'video/iso.segment' });
    };
    await restoring(first, spoil, async () => {
      const run = await world.start();
      expect(await run.ended).toEqual(completes);
      expect(run.lines.join()).toContain('Keeping media that came damaged');
      expect(await world.result()).toMatchObject({ frames: world.session.frames, missingSegments: 0 });
    });
  });

  it('makes a recording anew when a missing segment comes, and keeps it when one goes', async () => {
    const without = async (): Promise<void> => expect(await world.run()).toEqual(completes);
    await restoring(third(), () => world.live.delete(third()), without);
    expect((await world.result()).missingSegments).toBe(1);
    expect(await world.run()).toEqual(completes);
    expect(await world.stored()).toEqual(wanted);
    await restoring(third(), () => world.live.delete(third()), without);
    expect(await world.stored()).toEqual(wanted);
  });
});
