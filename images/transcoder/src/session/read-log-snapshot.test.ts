import { EpochLog } from '@kubecast/media/epoch-log';
import type { EpochRecord } from '@kubecast/media/epoch-record';
import { initName, segmentName } from '@kubecast/media/keys';
import { BucketRefusesError } from '@kubecast/media/object-store-error';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { beforeEach, describe, expect, it } from 'vitest';
import { readLogSnapshot } from './read-log-snapshot.ts';

const stream = { namespace: 'live', stream: 'demo' };
const session = '20260102-030405-abcd';
const source = { videoCodec: 'h264', width: 1280, height: 720, frameRate: 30 };
const rendition = { name: '720p', width: 1280, height: 720, videoBitrateKbps: 2500, audioBitrateKbps: 128 };
const format = { frameRate: { numerator: 30, denominator: 1 }, renditions: [rendition] };
const { signal } = new AbortController();

describe('readLogSnapshot', () => {
  let store: MemoryStore;
  let log: EpochLog;
  const read = () =>
    readLogSnapshot({ log, store, stream, liveStreamUid: 'uid-1', segmentSeconds: 2 }, signal).then(
      ({ snapshot }) => snapshot,
    );
  const claim = (epoch: number, changes: Partial<EpochRecord> = {}) =>
    log.claim(epoch, {
      session,
      liveStreamUid: 'uid-1',
      podUid: 'pod-1',
      recording: true,
      firstSequence: 5,
      claimedAt: new Date().toISOString(),
      media: { source, format },
      end: false,
      ...changes,
    });
  const putMedia = async (epoch: number, sequences: readonly number[]): Promise<void> => {
    const options = { contentType: 'video/mp4' };
    await store.put(`live/demo/${session}/720p/${initName(epoch)}`, 'init', options);
    for (const sequence of sequences) {
      const name = segmentName({ epoch, sequence, startUnixMs: 1_000_000 + sequence * 2000, durationMs: 2000 });
      await store.put(`live/demo/${session}/720p/${name}`, 'media', options);
    }
  };
  const putPlaylist = (next: string) =>
    store.put('live/demo/720p/playlist.m3u8', '', { contentType: '', metadata: { 'next-sequence': next } });

  beforeEach(() => {
    store = new MemoryStore();
    log = new EpochLog(store, stream);
  });

  it('begins at zero when there was no session', async () => {
    expect(await read()).toEqual({ lastEpoch: 0, nextSequence: 0, lastEndMs: 0 });
  });

  it('reads on when the store refuses absent keys, as S3 does where only a prefix may be listed', async () => {
    store.onRequest = (request, key) => {
      const isAbsent = (request === 'get' || request === 'head') && !store.held.has(key);
      if (isAbsent && !key.includes('/epochs/')) throw new BucketRefusesError(`Could not read ${key}: 403`);
    };
    await claim(1);
    await putMedia(1, [5, 6]);
    expect(await read()).toMatchObject({ lastEpoch: 1, open: { id: session, closed: false } });
  });

  it('goes on behind the end of the last session', async () => {
    await claim(1);
    await claim(2, { end: true, firstSequence: 30 });
    expect(await read()).toEqual({ lastEpoch: 2, nextSequence: 30, lastEndMs: 0 });
  });

  it.each([true, false])('says whether an open session wants a Recording: %s', async (recording) => {
    await claim(1, { recording });
    expect((await read()).open?.recording).toBe(recording);
  });

  it('finds an open session and leaves room for what a lost pod may have announced in an hour at most', async () => {
    await claim(1);
    await putMedia(1, [5, 6, 7]);
    expect(await read()).toMatchObject({
      lastEpoch: 1,
      nextSequence: 9 + 1800,
      lastEndMs: 1_016_000,
      open: { id: session, resumable: { id: session, startedAtMs: Date.UTC(2026, 0, 2, 3, 4, 5), source, format } },
    });
  });

  it('leaves no room when the pod went in good order', async () => {
    await claim(1);
    await putMedia(1, [5, 6, 7]);
    await putPlaylist('8');
    expect((await read()).nextSequence).toBe(8);
  });

  it('leaves room when a later epoch may have announced something', async () => {
    await claim(1);
    await putMedia(1, [5, 6, 7]);
    await putPlaylist('8');
    await claim(2, { firstSequence: 20 });
    expect((await read()).nextSequence).toBe(9 + 1800);
  });

  it('counts no segment that has no init', async () => {
    await claim(1);
    await putMedia(1, [5, 6]);
    await store.delete(`live/demo/${session}/720p/${initName(1)}`);
    expect((await read()).lastEndMs).toBe(0);
  });

  it.each([
    ['another stream’s', { liveStreamUid: 'uid-0' }],
    ['without its format', { media: undefined }],
  ])('does not resume a session that is %s', async (_, changes) => {
    await claim(1, changes);
    expect((await read()).open).toEqual({
      id: session,
      lastMediaMs: expect.any(Number),
      closed: false,
      recording: true,
    });
  });
});
