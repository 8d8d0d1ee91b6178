import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EpochLog } from './epoch-log.ts';
import type { EpochRecord } from './epoch-record.ts';
import { MemoryStore } from './testing/memory-store.ts';

const stream = { namespace: 'live', stream: 'main' };
const record: EpochRecord = {
  session: '20260102-030405-abcd',
  liveStreamUid: 'uid-1',
  podUid: 'pod-1',
  recording: true,
  firstSequence: 0,
  claimedAt: '2026-01-02T03:04:05.678Z',
  end: false,
};

describe('EpochLog', () => {
  let store: MemoryStore;
  let log: EpochLog;
  const claim = (epoch: number) => new EpochLog(store, stream).claim(epoch, record);

  beforeEach(() => {
    store = new MemoryStore();
    log = new EpochLog(store, stream);
  });

  it('lists from the last number that it read, as long as the log may be', async () => {
    for (const epoch of [1, 2, 3]) await claim(epoch);
    const list = vi.spyOn(store, 'list');
    expect((await log.readLast())?.epoch).toBe(3);
    expect((await log.readLast())?.epoch).toBe(3);
    const startAfter = list.mock.calls.map(([, options]) => options?.startAfter);
    expect(startAfter).toEqual(['000', '002'].map((last) => `live/main/epochs/000${last}.json`));
    await claim(4);
    expect((await log.readLast())?.epoch).toBe(4);
  });

  it('gives no number below the newest, where older entries were deleted', async () => {
    for (const epoch of [1, 2, 3]) await claim(epoch);
    for (const epoch of [1, 2]) await store.delete(`live/main/epochs/00000${epoch}.json`);
    const late = { ...record, podUid: 'pod-2' };
    expect(await log.claim(2, late)).toEqual({ kind: 'lost', owner: { epoch: 3, ...record } });
    expect(await log.claim(3, late)).toEqual({ kind: 'lost', owner: { epoch: 3, ...record } });
    expect(await log.list()).toEqual([3]);
  });

  it('counts its own claim as won when a later one came since', async () => {
    for (const epoch of [1, 2]) await claim(epoch);
    expect(await log.claim(1, record)).toEqual({ kind: 'won' });
  });

  it('reads a log from its beginning that was begun anew', async () => {
    for (const epoch of [1, 2, 3]) await claim(epoch);
    await log.readLast();
    store.held.clear();
    expect(await log.readLast()).toBeUndefined();
    await claim(1);
    expect((await log.readLast())?.epoch).toBe(1);
  });
});
