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
    await claim(4);
    expect((await log.readLast())?.epoch).toBe(4);
    const startAfter = list.mock.calls.map(([, options]) => options?.startAfter);
    expect(startAfter).toEqual(['000', '002', '002'].map((last) => `live/main/epochs/000${last}.json`));
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
