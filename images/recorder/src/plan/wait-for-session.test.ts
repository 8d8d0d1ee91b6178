import { epochKey, initName, segmentName, streamPrefix } from '@kubecast/media/keys';
import { StoreUnreachableError } from '@kubecast/media/object-store-error';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { beforeEach, describe, expect, it } from 'vitest';
import { listedEntry, listingStartMs, listedSession as session } from '../testing/made-listing.ts';
import { type SessionWait, waitForSession } from './wait-for-session.ts';

const stream = { namespace: 'live', stream: 'studio' };

let store: MemoryStore;

const log = async (epoch: number, entry: Parameters<typeof listedEntry>[1] = {}): Promise<void> => {
  const { epoch: _, ...record } = listedEntry(epoch, entry);
  await store.put(streamPrefix(stream) + epochKey(epoch), JSON.stringify(record), { contentType: 'application/json' });
};

/** Segments of 2 s, the first of them number 0. */
const upload = async (sequence: number): Promise<void> => {
  const folder = `${streamPrefix(stream)}${session}/360p/`;
  const startUnixMs = listingStartMs + sequence * 2000;
  const name = segmentName({ epoch: 1, sequence, startUnixMs, durationMs: 2000 });
  await store.put(folder + initName(1), 'init', { contentType: 'video/mp4' });
  await store.put(folder + name, 'media', { contentType: 'video/mp4' });
};

const clip = { from: '2027-01-15T08:00:00Z', to: '2027-01-15T08:00:04Z' };

const wait = (options: Partial<SessionWait> = {}) =>
  waitForSession({
    store,
    config: { ...stream, session },
    signal: new AbortController().signal,
    pollMs: 1,
    waitMs: 3,
    ...options,
  });

beforeEach(async () => {
  store = new MemoryStore();
  await log(1);
  await upload(0);
});

describe('waitForSession', () => {
  it('returns log and listing when the session was ended', async () => {
    await log(2, { end: true, firstSequence: 1 });
    const { entries, closed, rungs } = await wait();
    expect([entries.map(({ epoch }) => epoch), closed]).toEqual([[1, 2], true]);
    expect(rungs.get('360p')?.segments).toMatchObject([{ epoch: 1, sequence: 0, sizeBytes: 5 }]);
  });

  it('takes a session for ended when a later one follows', async () => {
    await log(2, { session: '20270115-090000-made' });
    expect((await wait()).entries.map(({ epoch }) => epoch)).toEqual([1]);
  });

  it('takes a session for ended that the log has forgotten', async () => {
    store.held.delete(streamPrefix(stream) + epochKey(1));
    expect(await wait()).toMatchObject({ entries: [], closed: true });
  });

  it('goes on when the session ends while it waits', async () => {
    let looks = 0;
    const onWait = () => {
      looks += 1;
      if (looks === 2) void log(2, { end: true, firstSequence: 1 });
    };
    expect(await wait({ onWait, waitMs: 60_000 })).toMatchObject({ closed: true });
  });

  it('gives up when the session goes on', async () => {
    await expect(wait()).rejects.toMatchObject({ code: 'SessionOpen' });
  });

  it('waits for a clip of a live session until a segment lies behind it', async () => {
    const config = { ...stream, session, range: clip };
    await upload(1);
    await expect(wait({ config })).rejects.toMatchObject({ code: 'SessionOpen' });
    await upload(2);
    expect(await wait({ config })).toMatchObject({ closed: false });
  });

  it('says so when nobody knows the session', async () => {
    const config = { ...stream, session: '20270115-080000-none' };
    await expect(wait({ config })).rejects.toMatchObject({ code: 'SessionNotFound' });
  });

  it('bears a store that is out of reach', async () => {
    await log(2, { end: true, firstSequence: 1 });
    let requests = 0;
    store.onRequest = () => {
      requests += 1;
      if (requests === 1) throw new StoreUnreachableError('Could not list: away');
    };
    const faults: unknown[] = [];
    expect(await wait({ onFault: (error) => faults.push(error) })).toMatchObject({ closed: true });
    expect(faults).toHaveLength(1);
  });
});
