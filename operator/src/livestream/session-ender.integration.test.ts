import { EpochLog } from '@kubecast/media/epoch-log';
import { initName, segmentName } from '@kubecast/media/keys';
import type { ObjectStore } from '@kubecast/media/object-store';
import { type S3Server, startS3Server } from '@kubecast/media/testing/s3-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BucketSessionEnder } from './session-ender.ts';

let minio: S3Server;
let store: ObjectStore;

beforeAll(async () => {
  minio = await startS3Server('minio');
  store = minio.open();
});

afterAll(async () => {
  store.close();
  await minio.stop();
});

const now = new Date();
const signal = AbortSignal.timeout(30_000);
const session = '20261122-180500-a1b2';

const claim = {
  session,
  liveStreamUid: 'main-uid',
  podUid: 'pod-uid',
  recording: true,
  firstSequence: 10,
  claimedAt: new Date(now.getTime() - 300_000).toISOString(),
  end: false,
};

const streamNamed = (stream: string) => ({ namespace: 'live', stream, segmentMs: 2_000 });

const logOf = (stream: string): EpochLog => new EpochLog(store, { namespace: 'live', stream });
const ender = () => new BucketSessionEnder(store, () => now);

/** Stores segments 12 and 13, of two renditions, the last of which ended so long ago. */
const putMedia = async (stream: string, endedMs: number): Promise<void> => {
  for (const [rendition, sequence] of [['720p', 12] as const, ['360p', 13] as const]) {
    const prefix = `live/${stream}/${session}/${rendition}`;
    const startUnixMs = now.getTime() - endedMs - 2000;
    const name = segmentName({ epoch: 1, sequence, startUnixMs, durationMs: 2000 });
    await store.put(`${prefix}/${initName(1)}`, 'init', { contentType: 'video/mp4' });
    await store.put(`${prefix}/${name}`, 'segment', { contentType: 'video/mp4' });
  }
};

describe('BucketSessionEnder', () => {
  it('claims the next number with an end, behind what a lost pod may have announced', async () => {
    const log = logOf('open');
    await log.claim(1, claim);
    await putMedia('open', 0);
    await ender().end(streamNamed('open'), signal);
    expect(await log.readLast()).toEqual({
      ...claim,
      epoch: 2,
      podUid: '',
      // 13 is there, 14 may have been cut short; the clock of the store tells whole seconds.
      firstSequence: expect.toSatisfy((next: number) => next >= 15 && next <= 17),
      claimedAt: now.toISOString(),
      end: true,
    });
  });

  it('counts from the end of the media when its upload lagged', async () => {
    const log = logOf('lagged');
    await log.claim(1, claim);
    await putMedia('lagged', 60_000);
    await ender().end(streamNamed('lagged'), signal);
    expect(await log.readLast()).toMatchObject({ firstSequence: 15 + 30 });
  });

  it('leaves room for every segment of an epoch that was claimed and left nothing', async () => {
    const log = logOf('room');
    const claimedAt = new Date(Date.now() - 60_000).toISOString();
    await log.claim(1, { ...claim, claimedAt });
    await ender().end(streamNamed('room'), signal);
    const { firstSequence = 0 } = (await log.readLast()) ?? {};
    expect(firstSequence).toBeGreaterThanOrEqual(10 + 30);
    expect(firstSequence).toBeLessThan(10 + 40);
  });

  it('writes nothing for a stream without a session, nor for one that has ended', async () => {
    await ender().end(streamNamed('never'), signal);
    expect(await logOf('never').list()).toEqual([]);
    const log = logOf('ended');
    await log.claim(1, claim);
    await ender().end(streamNamed('ended'), signal);
    await ender().end(streamNamed('ended'), signal);
    expect(await log.list()).toEqual([1, 2]);
  });

  it('ends once when two try at the same time', async () => {
    const log = logOf('twice');
    await log.claim(1, claim);
    await Promise.all([ender().end(streamNamed('twice'), signal), ender().end(streamNamed('twice'), signal)]);
    expect(await log.list()).toEqual([1, 2]);
  });

  it('takes the shortest segments there are when nobody knows their length any more', async () => {
    const log = logOf('departed');
    await log.claim(1, claim);
    await putMedia('departed', 60_000);
    await ender().end({ namespace: 'live', stream: 'departed' }, signal);
    expect(await log.readLast()).toMatchObject({ firstSequence: 15 + 60 });
  });
});
