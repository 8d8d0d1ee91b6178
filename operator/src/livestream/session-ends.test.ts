import { EpochLog } from '@kubecast/media/epoch-log';
import type { EpochRecord } from '@kubecast/media/epoch-record';
import { segmentName } from '@kubecast/media/keys';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { beforeEach, describe, expect, it } from 'vitest';
import { BucketSessionEnds, sessionEndMs } from './session-ends.ts';

const session = '20261122-180500-a1b2';
const lastMedia = Date.parse('2026-11-22T18:06:00.000Z');
const signal = AbortSignal.timeout(60_000);

let store: MemoryStore;

beforeEach(() => {
  store = new MemoryStore();
});

const claim = async (epoch: number, record: Partial<EpochRecord>): Promise<void> => {
  const log = new EpochLog(store, stream);
  await log.claim(epoch, {
    session,
    liveStreamUid: 'main-uid',
    podUid: 'pod-uid',
    recording: true,
    firstSequence: 0,
    claimedAt: '2026-11-22T18:05:00.000Z',
    end: false,
    ...record,
  });
};

const putSegments = async (): Promise<void> => {
  for (const [sequence, agoMs] of [[0, 4000] as const, [1, 2000] as const]) {
    const name = segmentName({ epoch: 1, sequence, startUnixMs: lastMedia - agoMs, durationMs: 2000 });
    await store.put(`live/main/${session}/360p/${name}`, 'segment', { contentType: 'video/mp4' });
  }
};

const stream = { namespace: 'live', stream: 'main' };
const endOf = (graceMs?: number) => new BucketSessionEnds(store).endOf({ ...stream, graceMs }, session, signal);
const graceMs = 120_000;

describe('sessionEndMs', () => {
  it.each([
    ['with the claim of a person who ended it', { claimedMs: 1_030_000, lastMediaMs: 1_000_000, graceMs }, 1_030_000],
    [
      'with its grace when the end was written late',
      { claimedMs: 9_000_000, lastMediaMs: 1_000_000, graceMs },
      1_120_000,
    ],
    [
      'no earlier than its media when clocks differ',
      { claimedMs: 990_000, lastMediaMs: 1_000_000, graceMs },
      1_000_000,
    ],
    ['with the claim when it left no media', { claimedMs: 1_030_000, lastMediaMs: undefined, graceMs }, 1_030_000],
  ])('ends %s', (_what, traces, expected) => {
    expect(sessionEndMs(traces)).toBe(expected);
  });
});

describe('BucketSessionEnds', () => {
  it('says open while the log ends within the session', async () => {
    await claim(1, {});
    await claim(2, {});
    await putSegments();
    expect(await endOf(graceMs)).toEqual({ kind: 'open', graceEndsAt: new Date('2026-11-22T18:08:00.000Z') });
  });

  it('counts the grace from the last claim when there is no media yet', async () => {
    await claim(1, {});
    expect(await endOf(graceMs)).toEqual({ kind: 'open', graceEndsAt: new Date('2026-11-22T18:07:00.000Z') });
  });

  it('says when the grace was over when a successor ended the session an hour later', async () => {
    await claim(1, {});
    await putSegments();
    await claim(2, { end: true, claimedAt: '2026-11-22T19:06:00.000Z' });
    expect(await endOf(graceMs)).toEqual({ kind: 'ended', at: new Date('2026-11-22T18:08:00.000Z') });
  });

  it('finds the end behind later sessions', async () => {
    await claim(1, {});
    await putSegments();
    await claim(2, { end: true, claimedAt: '2026-11-22T18:06:30.000Z' });
    await claim(3, { session: '20261122-190000-c3d4' });
    expect(await endOf(graceMs)).toEqual({ kind: 'ended', at: new Date('2026-11-22T18:06:30.000Z') });
  });

  it('finds a session behind one whose id is older, by a clock that is behind', async () => {
    await claim(1, {});
    await putSegments();
    await claim(2, { end: true, claimedAt: '2026-11-22T18:06:30.000Z' });
    await claim(3, { session: '20261122-120000-e5f6' });
    expect(await endOf(graceMs)).toEqual({ kind: 'ended', at: new Date('2026-11-22T18:06:30.000Z') });
  });

  it('takes a session as over when a later one began without its end', async () => {
    await claim(1, {});
    await putSegments();
    await claim(2, { session: '20261122-190000-c3d4', claimedAt: '2026-11-22T19:00:00.000Z' });
    expect(await endOf(graceMs)).toEqual({ kind: 'ended', at: new Date('2026-11-22T18:08:00.000Z') });
  });

  it.each([
    ['an empty log', []],
    ['a log of earlier sessions', [{ session: '20261122-120000-e5f6' }]],
  ])('knows nothing of a session with %s', async (_what, records) => {
    for (const [index, record] of records.entries()) await claim(index + 1, record);
    expect(await endOf(graceMs)).toEqual({ kind: 'unknown' });
  });

  it('tells when the end was written down when nobody knows the grace any more', async () => {
    await claim(1, {});
    await putSegments();
    expect(await endOf()).toEqual({ kind: 'open', graceEndsAt: new Date(lastMedia) });
    await claim(2, { end: true, claimedAt: '2026-11-22T19:06:00.000Z' });
    expect(await endOf()).toEqual({ kind: 'ended', at: new Date('2026-11-22T19:06:00.000Z') });
  });

  it.each<[string, readonly Partial<EpochRecord>[]]>([
    ['unknown', []],
    ['open', [{}, {}]],
    ['closed', [{}, { end: true }]],
    ['closed', [{}, { session: '20261122-190000-c3d4' }]],
  ])('says %s by the log alone', async (state, records) => {
    for (const [index, record] of records.entries()) await claim(index + 1, record);
    const listed: string[] = [];
    store.onRequest = (request, key) => {
      if (request === 'list') listed.push(key);
    };
    expect(await new BucketSessionEnds(store).stateOf(stream, session, signal)).toBe(state);
    expect(new Set(listed)).toEqual(new Set(['live/main/epochs/']));
  });

  it('fails when the object store is away', async () => {
    await claim(1, {});
    store.onRequest = () => {
      throw new Error('away');
    };
    await expect(endOf()).rejects.toThrow('away');
  });
});
