import { EpochLog } from '@kubecast/media/epoch-log';
import { StoreUnreachableError } from '@kubecast/media/object-store-error';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LogFollower } from './log-follower.ts';

const stream = { namespace: 'live', stream: 'demo' };

describe('LogFollower', () => {
  let store: MemoryStore;
  let over: AbortController;
  const onReading = vi.fn();
  const onFault = vi.fn();
  const onLaterClaim = vi.fn();
  const newFollower = (lastOwnEpoch: number | undefined): LogFollower =>
    new LogFollower({
      reader: { log: new EpochLog(store, stream), store, stream, liveStreamUid: 'uid-1', segmentSeconds: 2 },
      onReading,
      onFault,
      onLaterClaim,
      isOpenElsewhere: () => false,
      lastOwnEpoch: () => lastOwnEpoch,
      signal: over.signal,
    });
  const claim = (epoch: number) =>
    new EpochLog(store, stream).claim(epoch, {
      session: '20260102-030405-abcd',
      liveStreamUid: 'uid-1',
      podUid: 'pod-2',
      recording: true,
      firstSequence: 0,
      claimedAt: '2026-01-02T03:04:05.000Z',
      end: true,
    });

  beforeEach(() => {
    store = new MemoryStore();
    over = new AbortController();
    vi.clearAllMocks();
  });

  afterEach(() => over.abort());

  it('reads on until the store answers', async () => {
    let faults = 2;
    store.onRequest = () => {
      faults -= 1;
      if (faults >= 0) throw new StoreUnreachableError('away');
    };
    await newFollower(undefined).read();
    expect(onFault).toHaveBeenCalledTimes(2);
    expect(onReading).toHaveBeenCalledWith(
      expect.objectContaining({ snapshot: expect.objectContaining({ lastEpoch: 0 }) }),
    );
  });

  it('lets the caller go on when the store does not answer in time', async () => {
    const answer = Promise.withResolvers<void>();
    store.onRequest = () => answer.promise;
    await newFollower(undefined).readWithin(1);
    expect(onReading).not.toHaveBeenCalled();
    answer.resolve();
    await expect.poll(() => onReading.mock.calls.length).toBe(1);
  });

  it('has one reading under way, whoever asks', async () => {
    const answer = Promise.withResolvers<void>();
    store.onRequest = () => answer.promise;
    const follower = newFollower(undefined);
    const readings = [follower.read(), follower.read()];
    answer.resolve();
    await Promise.all(readings);
    expect(onReading).toHaveBeenCalledOnce();
    await follower.read();
    expect(onReading).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['says so', 1, 1],
    ['is silent about its own numbers', 2, 0],
    ['does not look while no session runs', undefined, 0],
  ])('%s when the log goes to 2 and its own is %s', async (_, own, calls) => {
    await claim(2);
    await newFollower(own).look();
    expect(onLaterClaim).toHaveBeenCalledTimes(calls);
  });
});
