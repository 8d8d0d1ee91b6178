import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type CopyRequest, copyObject } from './copy-object.ts';
import { ObjectStore } from './object-store.ts';
import { BucketRefusesError, SourceChangedError, StoreUnreachableError } from './object-store-error.ts';
import { type S3Server, startS3Server } from './testing/s3-server.ts';

const mebibyte = 1024 ** 2;
const video = Buffer.alloc(70 * mebibyte, 'media');

describe.each(['minio', 'versitygw'] as const)('copyObject on %s', (program) => {
  let server: S3Server;
  let from: ObjectStore;
  let to: ObjectStore;

  beforeAll(async () => {
    server = await startS3Server(program);
    await server.createBucket('videos');
    from = server.open();
    to = server.open('videos');
    await from.put('large.mp4', video, { contentType: 'video/mp4', isPatient: true });
  });

  afterAll(async () => {
    from?.close();
    to?.close();
    await server?.stop();
  });

  const request = (sourceKey: string, change: Partial<CopyRequest> = {}): CopyRequest => ({
    from,
    sourceKey,
    to,
    targetKey: `copy/${sourceKey}`,
    contentType: 'video/mp4',
    signal: AbortSignal.timeout(100_000),
    onFault: () => undefined,
    ...change,
  });

  it('copies bytes and gives them a type', async () => {
    await from.put('a b/ä+1.txt', 'hello', { contentType: 'text/plain', metadata: { of: 'the source' } });
    expect(await copyObject(request('a b/ä+1.txt', { contentType: 'text/vtt' }))).toBe('copied');
    expect(String(await to.read('copy/a b/ä+1.txt'))).toBe('hello');
    const facts = await to.head('copy/a b/ä+1.txt');
    expect(facts?.contentType).toBe('text/vtt');
    expect(Object.keys(facts?.metadata ?? {})).toEqual(['source-etag']);
  });

  it('copies nothing when the copy is there, and again when the source has changed', async () => {
    await from.put('changing', 'first', { contentType: 'text/plain' });
    expect(await copyObject(request('changing'))).toBe('copied');
    expect(await copyObject(request('changing'))).toBe('present');
    await from.put('changing', 'other', { contentType: 'text/plain' });
    expect(await copyObject(request('changing'))).toBe('copied');
    expect(String(await to.read('copy/changing'))).toBe('other');
  });

  it('tells when there is no source', async () => {
    expect(await copyObject(request('absent'))).toBe('absent');
    expect(await to.head('copy/absent')).toBeUndefined();
  });

  it('copies what is large in parts, and once', async () => {
    expect(await copyObject(request('large.mp4'))).toBe('copied');
    expect((await to.read('copy/large.mp4'))?.equals(video)).toBe(true);
    expect(await to.head('copy/large.mp4')).toMatchObject({ size: video.length, contentType: 'video/mp4' });
    expect(await copyObject(request('large.mp4'))).toBe('present');
  });

  /** What a copy leaves that was cut off by a crash. */
  const leaveParts = async (targetKey: string) => {
    const etag = (await from.head('large.mp4'))?.etag;
    const source = { bucket: from.bucket, key: 'large.mp4', etag, sizeBytes: video.length };
    const upload = await to.copies.begin({ key: targetKey, contentType: 'video/mp4', metadata: {} });
    await to.copies.copyPart(upload, 1, { source, range: { first: 0, last: 5 * mebibyte - 1 } });
    return upload;
  };

  it('frees the parts of a copy that was cut off by a crash', async () => {
    const targetKey = 'crashed/large.mp4';
    await leaveParts(targetKey);
    expect(await copyObject(request('large.mp4', { targetKey }))).toBe('copied');
    expect(await to.uploads.list(targetKey)).toEqual([]);
    expect((await to.read(targetKey))?.equals(video)).toBe(true);
  });

  it('frees parts beside a copy that is there', async () => {
    const targetKey = 'beside/large.mp4';
    await copyObject(request('large.mp4', { targetKey }));
    await leaveParts(targetKey);
    expect(await copyObject(request('large.mp4', { targetKey }))).toBe('present');
    expect(await to.uploads.list(targetKey)).toEqual([]);
  });

  it('has copied when parts of another copy cannot be freed, and says so', async () => {
    const fault = new StoreUnreachableError('Could not list');
    const spy = vi.spyOn(to.uploads, 'list').mockRejectedValue(fault);
    const faults: unknown[] = [];
    const onFault = (error: unknown) => void faults.push(error);
    const outcome = await copyObject(request('large.mp4', { targetKey: 'unfreed/large.mp4', onFault }));
    spy.mockRestore();
    expect([outcome, faults]).toEqual(['copied', [fault]]);
  });

  it('tells which uploads of the bucket are open, and since when', async () => {
    const begun = [await leaveParts('open/a.mp4'), await leaveParts('open/b.mp4'), await leaveParts('open/b.mp4')];
    const listed = (await to.uploads.listAll()).filter(({ key }) => key.startsWith('open/'));
    for (const upload of begun) await to.uploads.abort(upload);
    const expected = begun.map((upload) => ({ ...upload, begunMs: expect.any(Number) }));
    expect(listed).toHaveLength(expected.length);
    expect(listed).toEqual(expect.arrayContaining(expected));
  });

  it('leaves neither object nor parts when it is told to end', async () => {
    const targetKey = 'ended/large.mp4';
    const end = new AbortController();
    const copyPart = to.copies.copyPart.bind(to.copies);
    const spy = vi.spyOn(to.copies, 'copyPart').mockImplementation(async (...part) => {
      const copied = await copyPart(...part);
      end.abort(new Error('Told to end'));
      return copied;
    });
    const ended = copyObject(request('large.mp4', { targetKey, signal: end.signal })).finally(() => spy.mockRestore());
    await expect(ended).rejects.toThrow('Told to end');
    expect(await to.head(targetKey)).toBeUndefined();
    expect(await to.uploads.list(targetKey)).toEqual([]);
  });

  it('gives one whole object when two copy at once', async () => {
    const twice = () => copyObject(request('large.mp4', { targetKey: 'twice/large.mp4' }));
    const outcomes = await Promise.all([twice(), twice()]);
    expect(outcomes).toContain('copied');
    expect((await to.read('twice/large.mp4'))?.equals(video)).toBe(true);
    expect(await to.uploads.list('twice/large.mp4')).toEqual([]);
  });

  it('copies nothing of a source that changed after it was looked at', async () => {
    await from.put('moving', 'now', { contentType: 'text/plain' });
    const source = { bucket: from.bucket, key: 'moving', etag: '"0123456789abcdef0123456789abcdef"', sizeBytes: 3 };
    const target = { key: 'moved', contentType: 'text/plain', metadata: {} };
    await expect(to.copies.copy(source, target)).rejects.toThrow(SourceChangedError);
    expect(await to.head('moved')).toBeUndefined();
    const upload = await to.copies.begin(target);
    const part = to.copies.copyPart(upload, 1, { source, range: { first: 0, last: 2 } });
    await expect(part).rejects.toThrow(SourceChangedError);
    await to.uploads.abort(upload);
  });

  it('begins nothing again with what it knows of a source that changed, and leaves no parts', async () => {
    const targetKey = 'changed/large.mp4';
    const head = await from.head('large.mp4');
    const stale = head && { ...head, etag: '"0123456789abcdef0123456789abcdef"' };
    const spy = vi.spyOn(from, 'head').mockResolvedValue(stale);
    const onFault = vi.fn();
    const copied = copyObject(request('large.mp4', { targetKey, onFault })).finally(() => spy.mockRestore());
    await expect(copied).rejects.toThrow(SourceChangedError);
    expect(onFault).not.toHaveBeenCalled();
    expect(await to.head(targetKey)).toBeUndefined();
    expect(await to.uploads.list(targetKey)).toEqual([]);
  });

  it('gives the store the time to copy, which other requests have not', async () => {
    const { location, credentials } = server;
    const hasty = new ObjectStore({ location: { ...location, bucket: 'videos' }, credentials, timeoutMs: 1 });
    const source = { bucket: from.bucket, key: 'large.mp4', etag: undefined, sizeBytes: video.length };
    await hasty.copies.copy(source, { key: 'hasty.mp4', contentType: 'video/mp4', metadata: {} });
    expect((await to.head('hasty.mp4'))?.size).toBe(video.length);
    hasty.close();
  });

  it('is refused when the bucket is absent', async () => {
    const lost = server.open('absent');
    await expect(copyObject(request('large.mp4', { to: lost }))).rejects.toThrow(BucketRefusesError);
    lost.close();
  });
});
