import { EpochLog } from '@kubecast/media/epoch-log';
import type { EpochRecord } from '@kubecast/media/epoch-record';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Claim } from './claim-queue.ts';
import { TakeoverCheck } from './takeover-check.ts';

const record = (podUid: string, end = false): EpochRecord => ({
  session: '20260102-030405-abcd',
  liveStreamUid: 'stream',
  podUid,
  recording: true,
  firstSequence: 10,
  claimedAt: '2026-01-02T03:04:05.000Z',
  end,
});

describe('TakeoverCheck', () => {
  let store: MemoryStore;
  let log: EpochLog;
  const checkOf = (lastEpoch: number, pending: readonly Claim[] = []): TakeoverCheck =>
    new TakeoverCheck({
      log,
      pending: () => pending,
      lastEpoch: () => lastEpoch,
      signal: new AbortController().signal,
    });

  beforeEach(async () => {
    store = new MemoryStore();
    log = new EpochLog(store, { namespace: 'live', stream: 'demo' });
    await log.claim(1, record('pod-1'));
  });
  afterEach(() => vi.useRealTimers());

  it('finds nobody where the log ends with a number of ours, claimed or not answered yet', async () => {
    expect(await checkOf(1).owner()).toBeUndefined();
    expect(await checkOf(1, [{ epoch: 1, record: record('pod-1') }]).owner()).toBeUndefined();
    expect(await checkOf(2, [{ epoch: 2, record: record('pod-1') }]).owner()).toBeUndefined();
  });

  it('finds who owns a later number, or the one that we are about to claim', async () => {
    await log.claim(2, record('pod-2'));
    expect(await checkOf(1).owner()).toMatchObject({ epoch: 2, podUid: 'pod-2' });
    expect(await checkOf(2, [{ epoch: 2, record: record('pod-1') }]).owner()).toMatchObject({ podUid: 'pod-2' });
  });

  it('takes an end that somebody else wrote for ours', async () => {
    await log.claim(2, record('', true));
    expect(await checkOf(2, [{ epoch: 2, record: record('pod-1', true) }]).owner()).toBeUndefined();
  });

  it('looks once for all uploads of two seconds, and again when time has passed unnoticed', async () => {
    vi.useFakeTimers();
    const check = checkOf(1);
    const lists = vi.fn();
    store.onRequest = lists;
    await Promise.all([check.owner(), check.owner()]);
    await check.owner();
    expect(lists).toHaveBeenCalledOnce();
    vi.setSystemTime(Date.now() + 5_000);
    await check.owner();
    expect(lists).toHaveBeenCalledTimes(2);
  });
});
