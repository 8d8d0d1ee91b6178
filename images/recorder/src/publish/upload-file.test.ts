import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BucketRefusesError, StoreUnreachableError } from '@kubecast/media/object-store-error';
import { MemoryStore, type StoreRequest } from '@kubecast/media/testing/memory-store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { partBytesFor, type UploadJob, uploadFile } from './upload-file.ts';

const mebibyte = 1024 ** 2;

let directory: string;
let path: string;
let store: MemoryStore;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'upload-'));
  path = join(directory, 'video.mp4');
  store = new MemoryStore();
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

const job = (change: Partial<UploadJob> = {}): UploadJob => ({
  store,
  key: 'a/video.mp4',
  path,
  contentType: 'video/mp4',
  onStored: () => undefined,
  onFault: () => undefined,
  signal: new AbortController().signal,
  ...change,
});

/** 40 MiB: two whole parts and a half. */
const writeLargeFile = async (): Promise<void> => {
  const file = await open(path, 'w');
  for (const [index, letter] of ['a', 'b', 'c'].entries()) await file.write(letter, index * 16 * mebibyte);
  await file.truncate(40 * mebibyte);
  await file.close();
};

/** Fails the n-th request of a kind. */
const failing = (kind: StoreRequest, nth: number, error: Error): void => {
  let seen = 0;
  store.onRequest = (request) => {
    if (request !== kind) return;
    seen += 1;
    if (seen === nth) throw error;
  };
};

describe('partBytesFor', () => {
  it.each([
    [1, 16],
    [160_000 * mebibyte, 16],
    [160_000 * mebibyte + 1, 32],
  ])('of %d bytes is %d MiB', (size, expected) => {
    expect(partBytesFor(size)).toBe(expected * mebibyte);
  });
});

describe('uploadFile', () => {
  it('puts a small file in one request', async () => {
    await writeFile(path, 'small');
    expect(await uploadFile(job())).toBe(5);
    expect(String(store.held.get('a/video.mp4')?.body)).toBe('small');
  });

  it('puts a large file together in order, and tells of each part', async () => {
    await writeLargeFile();
    const stored: number[] = [];
    expect(await uploadFile(job({ onStored: (bytes) => stored.push(bytes) }))).toBe(40 * mebibyte);
    const body = store.held.get('a/video.mp4')?.body ?? Buffer.alloc(0);
    expect([0, 16, 32].map((at) => body.toString('latin1', at * mebibyte, at * mebibyte + 1))).toEqual(['a', 'b', 'c']);
    expect(body.length).toBe(40 * mebibyte);
    expect(stored.toSorted((a, b) => a - b)).toEqual([8, 16, 16].map((size) => size * mebibyte));
  });

  it('tries a request again when the store was out of reach', async () => {
    await writeLargeFile();
    failing('upload', 3, new StoreUnreachableError('away'));
    const faults: unknown[] = [];
    await uploadFile(job({ onFault: (fault) => faults.push(fault) }));
    expect(store.held.get('a/video.mp4')?.body.length).toBe(40 * mebibyte);
    expect(faults).toHaveLength(1);
  });

  it('leaves no parts when the store refuses', async () => {
    await writeLargeFile();
    failing('upload', 3, new BucketRefusesError('refused'));
    await expect(uploadFile(job())).rejects.toThrow('refused');
    expect(await store.uploads.list('a/video.mp4')).toEqual([]);
    expect(store.held.size).toBe(0);
  });

  it('leaves no parts when it is told to end', async () => {
    await writeLargeFile();
    const end = new AbortController();
    await expect(
      uploadFile(job({ signal: end.signal, onStored: () => end.abort(new Error('ending')) })),
    ).rejects.toThrow('ending');
    store.onRequest = () => undefined;
    expect(await store.uploads.list('a/video.mp4')).toEqual([]);
  });

  it('throws the last failure when patience ends', async () => {
    await writeLargeFile();
    store.onRequest = () => {
      throw new StoreUnreachableError('away');
    };
    await expect(uploadFile(job({ patienceMs: 1 }))).rejects.toThrow('away');
  });

  it('begins again when somebody ended its upload', async () => {
    await writeLargeFile();
    let puts = 0;
    store.onRequest = async (request) => {
      if (request !== 'upload') return;
      puts += 1;
      if (puts === 3) for (const upload of await store.uploads.list('a/video.mp4')) await store.uploads.abort(upload);
    };
    const sums: number[] = [];
    await uploadFile(job({ onStored: (_, sum) => sums.push(sum) }));
    expect(store.held.get('a/video.mp4')?.body.equals(await readFile(path))).toBe(true);
    expect(await store.uploads.list('a/video.mp4')).toEqual([]);
    expect(Math.max(...sums)).toBe(40 * mebibyte);
    expect(sums.length).toBeGreaterThan(3);
  });

  it('is done when somebody ended its upload and put the same in place', async () => {
    await writeLargeFile();
    await store.put('a/video.mp4', Buffer.alloc(40 * mebibyte), { contentType: 'video/mp4' });
    let begun = 0;
    store.onRequest = async (request) => {
      if (request !== 'upload') return;
      begun += 1;
      if (begun === 3) for (const upload of await store.uploads.list('a/video.mp4')) await store.uploads.abort(upload);
    };
    await uploadFile(job());
    expect(begun).toBeLessThan(8);
  });
});
