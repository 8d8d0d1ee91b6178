import { EpochLog } from '@kubecast/media/epoch-log';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { beforeEach, describe, expect, it } from 'vitest';
import { BucketSessionEnder } from './session-ender.ts';

const [judged, newer] = ['20261122-180500-a1b2', '20261122-190000-c3d4'] as const;
const stream = { namespace: 'live', stream: 'main' };
const signal = AbortSignal.timeout(60_000);

let store: MemoryStore;

beforeEach(() => {
  store = new MemoryStore();
});

const claim = (epoch: number, session: string) =>
  new EpochLog(store, stream).claim(epoch, {
    session,
    liveStreamUid: 'main-uid',
    podUid: 'pod-uid',
    recording: true,
    firstSequence: epoch,
    claimedAt: '2026-11-22T18:05:00.000Z',
    end: false,
  });

const ender = () => new BucketSessionEnder(store, () => new Date('2026-11-22T20:00:00.000Z'));
const last = () => new EpochLog(store, stream).readLast();

describe('BucketSessionEnder', () => {
  it('ends the session that was judged', async () => {
    await claim(1, judged);
    await ender().end({ ...stream, session: judged }, signal);
    expect(await last()).toMatchObject({ epoch: 2, session: judged, end: true });
  });

  it('leaves a session alone that began since another one was judged', async () => {
    await claim(1, judged);
    await claim(2, newer);
    await ender().end({ ...stream, session: judged }, signal);
    expect(await last()).toMatchObject({ epoch: 2, session: newer, end: false });
  });

  it('leaves a session alone that takes the number of the end', async () => {
    await claim(1, judged);
    store.onRequest = async (request, key) => {
      if (request !== 'put' || !key.includes('/epochs/')) return;
      store.onRequest = () => undefined;
      await claim(2, newer);
    };
    await ender().end({ ...stream, session: judged }, signal);
    expect(await last()).toMatchObject({ epoch: 2, session: newer, end: false });
  });

  it('ends whichever session is open when none was judged', async () => {
    await claim(1, judged);
    await claim(2, newer);
    await ender().end(stream, signal);
    expect(await last()).toMatchObject({ epoch: 3, session: newer, end: true });
  });
});
