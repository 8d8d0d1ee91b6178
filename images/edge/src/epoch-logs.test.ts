import { EpochLog } from '@kubecast/media/epoch-log';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { describe, expect, it, vi } from 'vitest';
import { EpochLogs } from './epoch-logs.ts';
import { epochAt } from './testing/edge-world.ts';

const signal = AbortSignal.timeout(60_000);
const named = (stream: string) => ({ namespace: 'live', stream });

describe('EpochLogs', () => {
  it('lists a stream’s log from the entry that it read last', async () => {
    const store = new MemoryStore();
    const { epoch, ...record } = epochAt('2026-11-22T11:59:30Z');
    for (const number of [epoch, 2]) await new EpochLog(store, named('main')).claim(number, record);
    const logs = new EpochLogs(store);
    expect((await logs.readLast(named('main'), signal))?.epoch).toBe(2);
    const list = vi.spyOn(store, 'list');
    expect((await logs.readLast(named('main'), signal))?.epoch).toBe(2);
    expect(await logs.readLast(named('other'), signal)).toBeUndefined();
    const startAfter = list.mock.calls.map(([, options]) => options?.startAfter);
    expect(startAfter).toEqual(['live/main/epochs/000001.json', 'live/other/epochs/000000.json']);
  });
});
