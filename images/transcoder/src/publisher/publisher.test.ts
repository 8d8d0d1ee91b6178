import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EpochLog } from '@kubecast/media/epoch-log';
import { initName, segmentName } from '@kubecast/media/keys';
import { createLogger } from '@kubecast/media/logger';
import { StoreUnreachableError } from '@kubecast/media/object-store-error';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MediaFile } from '../origin/media-files.ts';
import { renumberedFile } from '../origin/renumbered-file.ts';
import type { Claim } from './claim-queue.ts';
import { Publisher } from './publisher.ts';

const stream = { namespace: 'live', stream: 'demo' };
const session = '20260102-030405-abcd';
const renditions = ['720p', '360p'];

const claimOf = (epoch: number, changes: Partial<Claim['record']> = {}): Claim => ({
  epoch,
  record: {
    session,
    liveStreamUid: 'uid-1',
    podUid: 'pod-1',
    recording: true,
    firstSequence: 0,
    claimedAt: '2026-01-02T03:04:05.000Z',
    end: false,
    ...changes,
  },
});

const file = (rendition: string, fileName: string): MediaFile => ({ session, rendition, fileName });
const segmentFile = (rendition: string, sequence: number, epoch = 1): MediaFile =>
  file(rendition, segmentName({ epoch, sequence, startUnixMs: 1_767_322_800_000 + sequence * 2000, durationMs: 2000 }));

describe('Publisher', () => {
  let directory: string;
  let store: MemoryStore;
  let publisher: Publisher;
  const onSuperseded = vi.fn();

  const open = (limitBytes = 1_000_000, recordedRendition?: string): Publisher =>
    new Publisher({
      context: { store, stream, segmentSeconds: 2, dvrWindowSeconds: 60 },
      log: new EpochLog(store, stream),
      spoolDirectory: directory,
      spoolLimitBytes: limitBytes,
      recordedRendition,
      logger: createLogger('test', 'silent'),
      onUploaded: () => undefined,
      lastEpoch: () => 100,
      onSuperseded,
    });
  const accept = (media: MediaFile, bytes = 100): void =>
    publisher.accept({ file: media, chunks: [Buffer.alloc(bytes)], readyAtMs: Date.now() });
  const produce = (count: number, epoch = 1, first = 0): void => {
    for (const rendition of renditions) accept(file(rendition, initName(epoch)));
    for (let sequence = first; sequence < first + count; sequence += 1) {
      for (const rendition of renditions) accept(segmentFile(rendition, sequence, epoch));
    }
  };
  const text = (key: string): string => store.held.get(`live/demo/${key}`)?.body.toString() ?? '';
  const uris = (playlist: string): string[] => playlist.match(/\.\.\/[^"\n]+/g) ?? [];

  const mediaOnDisk = (): number =>
    readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(m4s|mp4)$/.test(path)).length;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'spool-'));
    store = new MemoryStore();
    onSuperseded.mockClear();
    publisher = open();
  });

  afterEach(async () => {
    publisher.stop();
    // A write under way would make the directory again.
    await vi.waitFor(() => expect(mediaOnDisk()).toBe(publisher.backlogFiles), { timeout: 20_000 });
    rmSync(directory, { recursive: true, force: true });
  });

  /** Every playlist that is written names only what is there; checked as it is written. */
  const checkPlaylists = (failing: () => boolean): void => {
    store.onRequest = (request, key) => {
      if (failing()) throw new StoreUnreachableError(`${request} ${key}`);
      if (request === 'put' && key.endsWith('-init.mp4'))
        expect(store.held.has('live/demo/epochs/000001.json')).toBe(true);
    };
    const put = store.put.bind(store);
    store.put = async (key, body, options) => {
      for (const uri of key.endsWith('.m3u8') ? uris(String(body)) : []) {
        expect(store.held.has(`live/demo/${uri.slice(3)}`), `${key} names ${uri}`).toBe(true);
      }
      await put(key, body, options);
    };
  };

  it('writes claim, init, segment and playlist in this order, whatever fails on the way', async () => {
    let requests = 0;
    checkPlaylists(() => {
      requests += 1;
      return requests % 3 === 1;
    });
    publisher.beginEpoch(claimOf(1), renditions, true);
    produce(5);
    publisher.offerMaster('#EXTM3U');
    await publisher.release();
    await publisher.drain();
    for (const rendition of renditions) expect(uris(text(`${rendition}/playlist.m3u8`))).toHaveLength(6);
    expect(text('master.m3u8')).toBe('#EXTM3U');
    expect(readdirSync(join(directory, session, '720p'))).toEqual([]);
  });

  it('uploads nothing before it is released', async () => {
    const asked = vi.fn();
    store.onRequest = asked;
    publisher.beginEpoch(claimOf(1), renditions, true);
    produce(1);
    await new Promise(setImmediate);
    expect(asked).not.toHaveBeenCalled();
  });

  it('claims the end behind all media, and ends the playlists', async () => {
    await publisher.release();
    publisher.beginEpoch(claimOf(1), renditions, true);
    produce(2);
    publisher.endSession(claimOf(2, { end: true, firstSequence: 2 }));
    store.onRequest = (request, key) => {
      if (request !== 'put' || !key.endsWith('epochs/000002.json')) return;
      expect([...store.held.keys()].filter((held) => held.endsWith('.m4s'))).toHaveLength(4);
    };
    await expect.poll(() => text('360p/playlist.m3u8')).toContain('#EXT-X-ENDLIST');
    expect(JSON.parse(text('epochs/000002.json'))).toMatchObject({ end: true, firstSequence: 2 });
    await expect.poll(() => readdirSync(join(directory, 'claims'))).toEqual([]);
  });

  it('goes on with what an earlier process left', async () => {
    publisher.beginEpoch(claimOf(1), renditions, true);
    produce(3);
    await expect.poll(() => existsSync(join(directory, session, '360p', segmentFile('360p', 2).fileName))).toBe(true);
    publisher.stop();
    publisher = open();
    expect(publisher.backlogFiles).toBe(8);
    await publisher.release();
    await expect.poll(() => publisher.backlogFiles).toBe(0);
    expect(uris(text('720p/playlist.m3u8'))).toHaveLength(4);
  });

  it('names in its playlists what the bucket held before', async () => {
    await publisher.release();
    publisher.beginEpoch(claimOf(1), renditions, true);
    produce(2);
    await expect.poll(() => publisher.backlogFiles).toBe(0);
    publisher.stop();
    publisher = open();
    await publisher.release();
    publisher.beginEpoch(claimOf(2, { firstSequence: 2 }), renditions, false);
    produce(1, 2, 2);
    await publisher.drain();
    expect(uris(text('720p/playlist.m3u8'))).toHaveLength(5);
    expect(store.held.get('live/demo/720p/playlist.m3u8')?.options.metadata).toEqual({ 'next-sequence': '3' });
  });

  it('publishes nothing when another pod owns the number', async () => {
    await new EpochLog(store, stream).claim(1, claimOf(1, { podUid: 'pod-2' }).record);
    publisher.beginEpoch(claimOf(1), renditions, true);
    produce(2);
    await publisher.release();
    await expect.poll(() => onSuperseded.mock.calls.length).toBe(1);
    expect([...store.held.keys()]).toEqual(['live/demo/epochs/000001.json']);
    publisher.discard();
    expect([publisher.backlogFiles, readdirSync(join(directory, 'claims'))]).toEqual([0, []]);
  });

  it('moves provisional numbers before anything is uploaded', async () => {
    publisher.beginEpoch(claimOf(1), renditions, true);
    produce(2);
    publisher.renumber(7, 50, (media) => renumberedFile(media, 7, 50));
    accept(renumberedFile(segmentFile('720p', 2), 7, 50));
    await publisher.release();
    await publisher.drain();
    expect(JSON.parse(text('epochs/000008.json'))).toMatchObject({ firstSequence: 50 });
    expect(uris(text('720p/playlist.m3u8'))).toHaveLength(4);
    expect(text('720p/playlist.m3u8')).toContain('#EXT-X-MEDIA-SEQUENCE:50\n');
  });

  it('gives up what cannot be moved, and publishes the rest', async () => {
    publisher.beginEpoch(claimOf(1), renditions, true);
    produce(2);
    const taken = renumberedFile(segmentFile('720p', 0), 7, 50);
    mkdirSync(join(directory, session, '720p', taken.fileName), { recursive: true });
    publisher.renumber(7, 50, (media) => renumberedFile(media, 7, 50));
    await publisher.release();
    await publisher.drain();
    expect(uris(text('720p/playlist.m3u8'))).toHaveLength(2);
    expect(uris(text('360p/playlist.m3u8'))).toHaveLength(3);
    rmSync(join(directory, session, '720p', taken.fileName), { recursive: true });
  });

  it('takes nothing more once it has been discarded, nor waits for it', async () => {
    publisher.discard();
    produce(1);
    expect([publisher.backlogFiles, mediaOnDisk()]).toEqual([0, 0]);
    await expect(publisher.drain()).rejects.toThrow('Publishing has stopped');
  });

  it.each([
    { asked: undefined, kept: '720p', givenUp: '360p' },
    { asked: '360p', kept: '360p', givenUp: '720p' },
    { asked: '1080p', kept: '720p', givenUp: '360p' },
  ])('gives up $givenUp when the spool is full and $asked is to be recorded', async ({ asked, kept, givenUp }) => {
    publisher = open(1000, asked);
    publisher.beginEpoch(claimOf(1), renditions, true);
    produce(3);
    for (const sequence of [3, 4]) accept(segmentFile(kept, sequence), 200);
    expect(publisher.verdict(Date.now())).toMatchObject({ healthy: false, reason: 'SpoolFull' });
    await publisher.release();
    await expect.poll(() => publisher.backlogFiles).toBe(0);
    expect(uris(text(`${kept}/playlist.m3u8`))).toHaveLength(6);
    expect(uris(text(`${givenUp}/playlist.m3u8`)).length).toBeLessThan(4);
    expect(publisher.verdict(Date.now())).toMatchObject({ healthy: true });
  });

  it('writes few playlists while it catches up', async () => {
    publisher.beginEpoch(claimOf(1), renditions, true);
    produce(20);
    const playlists: string[] = [];
    store.onRequest = (request, key) => {
      if (request === 'put' && key.endsWith('720p/playlist.m3u8')) playlists.push(key);
    };
    await publisher.release();
    await expect.poll(() => publisher.backlogFiles).toBe(0);
    expect(playlists.length).toBeLessThanOrEqual(2);
    expect(uris(text('720p/playlist.m3u8'))).toHaveLength(21);
  });
});
