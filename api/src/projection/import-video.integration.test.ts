import { randomUUID } from 'node:crypto';
import type { ObjectStore } from '@kubecast/media/object-store';
import { BucketRefusesError } from '@kubecast/media/object-store-error';
import { type S3Server, startS3Server } from '@kubecast/media/testing/s3-server';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startPostgres, type TestPostgres } from '../testing/postgres.ts';
import { finishVideoDeletion } from './delete-video-objects.ts';
import { type ImportContext, type ImportOutcome, importVideo, type VideoImport } from './import-video.ts';
import { type ImportableVideo, importableVideo } from './importable-video.ts';
import { recordingsWithoutVideo } from './imported-videos-repository.ts';
import { sweepTombstones } from './sweep-tombstones.ts';
import { sweepUploads } from './sweep-uploads.ts';
import { completeStatus, recordingResource } from './testing/resources.ts';

const log = pino({ level: 'silent' });
const files = ['storyboard.jpg', 'storyboard.vtt', 'thumbnail.jpg', 'video.mp4'];

let postgres: TestPostgres;
let server: S3Server;
let recordings: ObjectStore;
let videos: ObjectStore;
let stores: VideoImport;

beforeAll(async () => {
  [postgres, server] = await Promise.all([startPostgres(), startS3Server('minio')]);
  await Promise.all([server.createBucket('recordings'), server.createBucket('vod-videos')]);
  recordings = server.open('recordings');
  videos = server.open('vod-videos');
  stores = { pool: postgres.databases.vod, recordings, videos };
});

afterAll(async () => {
  recordings?.close();
  videos?.close();
  await Promise.all([postgres?.stop(), server?.stop()]);
});

beforeEach(() => postgres.clear());

/** A complete Recording with its objects; each name is one of its own. */
const completeRecording = async (present: readonly string[] = files) => {
  const uid = randomUUID();
  const prefix = `live/main/20261122-180500-a1b2/${uid}/`;
  for (const file of present) await recordings.put(prefix + file, `${file} of ${uid}`, { contentType: 'x/x' });
  const status = completeStatus(prefix, `video.mp4 of ${uid}`.length);
  const recording = recordingResource({ metadata: { uid, name: uid }, status });
  const importable = importableVideo(recording, 'recordings');
  if (!importable) throw new Error('The recording is complete');
  return { uid, prefix, importable };
};

const run = (
  importable: ImportableVideo,
  { signal = AbortSignal.timeout(60_000), isPrivate = async () => false }: Partial<ImportContext> = {},
): Promise<ImportOutcome> => importVideo(stores, importable, { log, signal, isPrivate });

const storedFiles = async ({ row }: ImportableVideo): Promise<readonly string[]> => {
  const names: string[] = [];
  for await (const { key } of videos.list(`${row.id}/`)) names.push(key.slice(row.id.length + 1));
  return names;
};

const rows = async () => (await postgres.databases.vod.query('SELECT * FROM videos')).rows;

const deleteVideo = (id: string) =>
  postgres.databases.vod.query('UPDATE videos SET deleted_at = now() WHERE id = $1', [id]);

describe('importVideo', () => {
  it('makes a video of a recording: objects, words and facts', async () => {
    const { uid, importable } = await completeRecording();
    expect(await run(importable)).toBe('imported');
    expect(await storedFiles(importable)).toEqual(files);
    expect(String(await videos.read(`${importable.row.id}/video.mp4`))).toBe(`video.mp4 of ${uid}`);
    expect((await videos.head(`${importable.row.id}/storyboard.vtt`))?.contentType).toBe('text/vtt');
    expect(await rows()).toEqual([
      expect.objectContaining({
        id: importable.row.id,
        recording_id: uid,
        namespace: 'live',
        stream_name: 'main',
        title: 'main',
        visibility: 'public',
        duration_seconds: 125.4,
        has_thumbnail: true,
        has_storyboard: true,
        gaps: [{ at: '2026-11-22T18:06:00Z', seconds: 5 }],
        created_at: new Date('2026-11-22T18:10:00Z'),
      }),
    ]);
  });

  it('makes a private video when its stream was made private meanwhile', async () => {
    const { importable } = await completeRecording();
    const asked: unknown[] = [];
    const isPrivate = async () => {
      asked.push(await storedFiles(importable));
      return true;
    };
    expect(await run(importable, { isPrivate })).toBe('imported');
    expect(asked).toEqual([files]);
    expect(await rows()).toEqual([expect.objectContaining({ visibility: 'private' })]);
  });

  it('makes one video when it is asked again, and keeps the words that a person wrote', async () => {
    const { importable } = await completeRecording();
    await run(importable);
    await postgres.databases.vod.query(`UPDATE videos SET title = 'By hand'`);
    expect(await run({ ...importable, row: { ...importable.row, title: 'Of the recording' } })).toBe('known');
    expect(await rows()).toEqual([expect.objectContaining({ title: 'By hand' })]);
  });

  it('makes one video when several import at once', async () => {
    const { importable } = await completeRecording();
    const outcomes = await Promise.all([run(importable), run(importable), run(importable)]);
    expect(outcomes.filter((outcome) => outcome === 'imported')).toHaveLength(1);
    expect(await rows()).toHaveLength(1);
    expect(await storedFiles(importable)).toEqual(files);
  });

  it.each([1, 2, 3, 4])('goes on where it was killed after %i copies', async (copies) => {
    const { importable } = await completeRecording();
    const copy = videos.copies.copy.bind(videos.copies);
    let left = copies;
    const dead = new AbortController();
    const spy = vi.spyOn(videos.copies, 'copy').mockImplementation(async (...request) => {
      await copy(...request);
      left -= 1;
      if (left === 0) {
        dead.abort(new Error('Killed'));
        throw new Error('Killed');
      }
    });
    await expect(run(importable, { signal: dead.signal })).rejects.toThrow('Killed');
    spy.mockRestore();
    expect(await storedFiles(importable)).toHaveLength(copies);
    expect(await rows()).toEqual([]);
    expect(await run(importable)).toBe('imported');
    expect(await storedFiles(importable)).toEqual(files);
    expect(await rows()).toHaveLength(1);
  });

  it('goes on where it was killed before its row, copying nothing again', async () => {
    const { importable } = await completeRecording();
    await run(importable);
    await postgres.clear();
    const spy = vi.spyOn(videos.copies, 'copy');
    expect(await run(importable)).toBe('imported');
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  });

  it('brings nothing back that was deleted', async () => {
    const { importable, uid } = await completeRecording();
    await run(importable);
    await deleteVideo(importable.row.id);
    await sweepTombstones(stores, log, AbortSignal.timeout(60_000));
    expect(await run(importable)).toBe('known');
    expect(await storedFiles(importable)).toEqual([]);
    expect([...(await recordingsWithoutVideo(stores.pool, [uid]))]).toEqual([]);
  });

  it('takes its objects away again when the video was deleted meanwhile', async () => {
    const { importable } = await completeRecording();
    const copy = videos.copies.copy.bind(videos.copies);
    let calls = 0;
    const spy = vi.spyOn(videos.copies, 'copy').mockImplementation(async (...request) => {
      await copy(...request);
      calls += 1;
      if (calls > 1) return;
      await run(importable);
      await deleteVideo(importable.row.id);
      await sweepTombstones(stores, log, AbortSignal.timeout(60_000));
    });
    expect(await run(importable)).toBe('known');
    spy.mockRestore();
    expect(await storedFiles(importable)).toEqual([]);
    expect(await rows()).toEqual([expect.objectContaining({ deleted_at: expect.any(Date) })]);
  });

  it('makes a video without the pictures that are not there', async () => {
    const { importable } = await completeRecording(['video.mp4', 'storyboard.vtt']);
    expect(await run(importable)).toBe('imported');
    expect(await rows()).toEqual([expect.objectContaining({ has_thumbnail: false, has_storyboard: false })]);
  });

  it('makes nothing of a video that is not the one that was recorded', async () => {
    const { importable, prefix } = await completeRecording();
    await recordings.put(`${prefix}video.mp4`, 'cut', { contentType: 'x/x' });
    await expect(run(importable)).rejects.toThrow('has 3 bytes');
    expect(await storedFiles(importable)).toEqual([]);
    expect(await rows()).toEqual([]);
  });

  it('makes nothing of a recording whose objects are gone', async () => {
    const { importable } = await completeRecording(['thumbnail.jpg']);
    await expect(run(importable)).rejects.toThrow('not in the bucket');
    expect(await storedFiles(importable)).toEqual([]);
    expect(await rows()).toEqual([]);
  });
});

describe('finishVideoDeletion', () => {
  it('frees the parts of an import that was cut off', async () => {
    const { importable } = await completeRecording();
    await run(importable);
    await deleteVideo(importable.row.id);
    const { targetKey: key, contentType } = importable.video;
    await videos.copies.begin({ key, contentType, metadata: {} });
    await finishVideoDeletion(stores, importable.row.id);
    expect(await videos.uploads.list(key)).toEqual([]);
    expect(await storedFiles(importable)).toEqual([]);
  });
});

describe('sweepUploads', () => {
  it('frees what was begun a day ago, and nothing that may be under way', async () => {
    const key = `${randomUUID()}/video.mp4`;
    await videos.uploads.begin(key, 'video/mp4');
    const sweepAt = (now: number) =>
      sweepUploads(videos, { now: () => new Date(now), log }, AbortSignal.timeout(60_000));
    await sweepAt(Date.now() + 23 * 3_600_000);
    expect(await videos.uploads.list(key)).toHaveLength(1);
    await sweepAt(Date.now() + 25 * 3_600_000);
    expect(await videos.uploads.list(key)).toEqual([]);
  });
});

describe('sweepTombstones', () => {
  const sweep = () => sweepTombstones(stores, log, AbortSignal.timeout(60_000));

  /** Of one object, without a recording. */
  const addTombstone = async (id: string): Promise<string> => {
    const columns = 'title, visibility, duration_seconds, size_bytes, width, height, has_thumbnail, has_storyboard';
    await postgres.admin.vod.query(
      `INSERT INTO videos (id, ${columns}, deleted_at) VALUES ($1, 'Deleted', 'public', 1, 1, 1, 1, false, false, now())`,
      [id],
    );
    await videos.put(`${id}/video.mp4`, 'a video', { contentType: 'video/mp4' });
    return id;
  };

  const leftIds = async () =>
    (
      await stores.pool.query<{ id: string }>('SELECT id FROM videos WHERE objects_deleted_at IS NULL ORDER BY id')
    ).rows.map(({ id }) => id);

  it('goes on behind those that fail, and says that it failed', async () => {
    const ids = Array.from({ length: 102 }, (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`);
    await Promise.all(ids.map(addTombstone));
    const refused = new Set(ids.slice(0, 101));
    const deleteAll = videos.deleteAll.bind(videos);
    const spy = vi.spyOn(videos, 'deleteAll').mockImplementation(async (keys, signal) => {
      if (keys.some((key) => refused.has(key.slice(0, 36)))) throw new BucketRefusesError('The object is locked');
      await deleteAll(keys, signal);
    });
    await expect(sweep()).rejects.toThrow('locked');
    expect(await leftIds()).toEqual([...refused]);
    spy.mockRestore();
    await sweep();
    expect(await leftIds()).toEqual([]);
  });

  it('looks over a tombstone again, once, an hour after the deletion', async () => {
    const id = await addTombstone(randomUUID());
    await sweep();
    await videos.put(`${id}/video.mp4`, 'of a former leader', { contentType: 'video/mp4' });
    await sweep();
    expect(await videos.head(`${id}/video.mp4`)).toBeDefined();
    const anHourPasses = `UPDATE videos SET deleted_at = deleted_at - interval '1 hour',
      objects_deleted_at = objects_deleted_at - interval '1 hour'`;
    await postgres.admin.vod.query(anHourPasses);
    await sweep();
    expect(await videos.head(`${id}/video.mp4`)).toBeUndefined();
    const list = vi.spyOn(videos, 'list');
    await sweep();
    expect(list).not.toHaveBeenCalled();
    list.mockRestore();
  });

  it('finishes what was cut off, and only that', async () => {
    const [kept, deleted] = [await completeRecording(), await completeRecording()];
    for (const { importable } of [kept, deleted]) await run(importable);
    await deleteVideo(deleted.importable.row.id);
    await sweepTombstones(stores, log, AbortSignal.timeout(60_000));
    expect(await storedFiles(kept.importable)).toEqual(files);
    expect(await storedFiles(deleted.importable)).toEqual([]);
    const list = vi.spyOn(videos, 'list');
    await sweepTombstones(stores, log, AbortSignal.timeout(60_000));
    expect(list).not.toHaveBeenCalled();
    list.mockRestore();
  });
});
