import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EpochLog } from './epoch-log.ts';
import type { EpochRecord } from './epoch-record.ts';
import type { ObjectStore } from './object-store.ts';
import { type S3Server, startS3Server } from './testing/s3-server.ts';

const recordOf = (podUid: string): EpochRecord => ({
  session: '20260102-030405-abcd',
  liveStreamUid: 'uid-1',
  podUid,
  recording: true,
  firstSequence: 0,
  claimedAt: '2026-01-02T03:04:05.678Z',
  end: false,
});

describe('EpochLog', () => {
  let server: S3Server;
  let store: ObjectStore;

  beforeAll(async () => {
    server = await startS3Server('minio');
    store = server.open();
  });

  afterAll(async () => {
    store?.close();
    await server?.stop();
  });

  it('is empty when the stream never had a session', async () => {
    const log = new EpochLog(store, { namespace: 'live', stream: 'empty' });
    expect(await log.list()).toEqual([]);
    expect(await log.readLast()).toBeUndefined();
  });

  it('gives a number to one pod when two claim it at once', async () => {
    const log = new EpochLog(store, { namespace: 'live', stream: 'contested' });
    const outcomes = await Promise.all([log.claim(1, recordOf('a')), log.claim(1, recordOf('b'))]);
    expect(outcomes.filter(({ kind }) => kind === 'won')).toHaveLength(1);
    const owner = await log.readLast();
    const lost = outcomes.find(({ kind }) => kind === 'lost');
    expect(lost).toEqual({ kind: 'lost', owner });
  });

  it('counts a claim as won when its first answer was lost', async () => {
    const log = new EpochLog(store, { namespace: 'live', stream: 'twice' });
    await log.claim(1, recordOf('a'));
    expect(await log.claim(1, recordOf('a'))).toEqual({ kind: 'won' });
  });

  it('lists the numbers above one', async () => {
    const log = new EpochLog(store, { namespace: 'live', stream: 'listed' });
    for (const epoch of [1, 2, 3]) await log.claim(epoch, recordOf('a'));
    expect(await log.list(1)).toEqual([2, 3]);
    expect((await log.readLast())?.epoch).toBe(3);
  });
});
