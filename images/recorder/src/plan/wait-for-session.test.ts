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
const upload = async (sequence: number, rendition = '360p'): Promise<void> => {
  const folder = `${streamPrefix(stream)}${session}/${rendition}/`;
  const startUnixMs = listingStartMs + sequence * 2000;
  const name = segmentName({ epoch: 1, sequence, startUnixMs, durationMs: 2000 });
  await store.put(folder + initName(1), 'init', { contentType: 'video/mp4' });
  await store.put(folder + name, 'media', { contentType: 'video/mp4' });
};

/** Of a clip, and one behind it. */
const uploadAll = async (rendition: string): Promise<void> => {
  for (const sequence of [0, 1, 2]) await upload(sequence, rendition);
};

const clip = { from: '2027-01-15T08:00:00Z', to: '2027-01-15T08:00:04Z' };

const wait = (options: Partial<SessionWait> = {}) =>
  waitForSession({
    store,
    config: { ...stream, session },
    signal: new AbortController().signal,
    onFault: () => undefined,
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

  const media = { format: { renditions: [{ name: '720p' }, { name: '360p' }] } };

  it.each([
    { what: 'the highest that the log names', media, awaited: '720p', others: ['360p'] },
    {
      what: 'the highest instead of one that there is none of',
      media,
      rendition: '1080p',
      awaited: '720p',
      others: ['360p'],
    },
    { what: 'the one that is asked for', media, rendition: '360p', awaited: '360p', others: ['720p'] },
    { what: 'the highest in the bucket where the log says nothing', awaited: '360p', others: [] },
  ])('waits with a clip of a live session for $what', async ({ media, rendition, awaited, others }) => {
    await log(1, { media });
    const config = { ...stream, session, range: clip, rendition };
    for (const name of others) await uploadAll(name);
    await expect(wait({ config })).rejects.toMatchObject({ code: 'SessionOpen' });
    await uploadAll(awaited);
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
