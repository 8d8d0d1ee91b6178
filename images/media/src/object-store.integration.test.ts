import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ListOptions, ObjectStore } from './object-store.ts';
import { BucketRefusesError, ObjectExistsError, StoreUnreachableError, UploadLostError } from './object-store-error.ts';
import { freePort, type S3Server, startS3Server } from './testing/s3-server.ts';

const text = { contentType: 'text/plain' };

describe.each(['minio', 'versitygw'] as const)('ObjectStore on %s', (program) => {
  let server: S3Server;
  let store: ObjectStore;

  beforeAll(async () => {
    server = await startS3Server(program);
    store = server.open();
  });

  afterAll(async () => {
    store?.close();
    await server?.stop();
  });

  const keysOf = async (prefix: string, options?: ListOptions): Promise<readonly string[]> => {
    const keys: string[] = [];
    for await (const { key } of store.list(prefix, options)) keys.push(key);
    return keys;
  };

  const foldersOf = async (prefix: string): Promise<readonly string[]> => {
    const folders: string[] = [];
    for await (const folder of store.listFolders(prefix, { pageSize: 2 })) folders.push(folder);
    return folders;
  };

  it('reads back what it wrote', async () => {
    await store.put('a/b.txt', 'hello', { ...text, metadata: { 'next-sequence': '7' } });
    expect(String(await store.read('a/b.txt'))).toBe('hello');
    const facts = await store.head('a/b.txt');
    expect(facts).toMatchObject({ size: 5, contentType: 'text/plain', metadata: { 'next-sequence': '7' } });
  });

  it('reads a range', async () => {
    await store.put('range.txt', '0123456789', text);
    const object = await store.get('range.txt', { range: 'bytes=2-4' });
    expect(object?.contentRange).toBe('bytes 2-4/10');
    expect(String(Buffer.concat((await object?.body.toArray()) ?? []))).toBe('234');
  });

  it('answers undefined when the key is absent', async () => {
    expect(await store.get('absent')).toBeUndefined();
    expect(await store.head('absent')).toBeUndefined();
    await store.delete('absent');
  });

  it('gives a key to one creator only', async () => {
    const create = () => store.put('taken', 'x', { ...text, createOnly: true });
    const outcomes = await Promise.allSettled([create(), create(), create()]);
    await expect(create()).rejects.toThrow(ObjectExistsError);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('deletes many at once, absent ones too', async () => {
    const names = ['many/a', 'many/b'];
    for (const name of [...names, 'many/c']) await store.put(name, name, text);
    await store.deleteAll([...names, 'many/absent']);
    expect(await keysOf('many/')).toEqual(['many/c']);
  });

  describe('in parts', () => {
    const parts = [Buffer.alloc(5 * 1024 ** 2, 1), Buffer.from('the rest')];

    const upload = async (key: string): Promise<string | undefined> => {
      const begun = await store.uploads.begin(key, 'video/mp4');
      const second = await store.uploads.put(begun, 2, parts[1] ?? Buffer.alloc(0));
      const first = await store.uploads.put(begun, 1, parts[0] ?? Buffer.alloc(0));
      await store.uploads.complete(begun, [second, first]);
      return (await store.head(key))?.etag;
    };

    it('makes one object of them, with the same ETag each time', async () => {
      const etags = [await upload('parts/1'), await upload('parts/2')];
      expect(etags[0]).toBe(etags[1]);
      const facts = await store.head('parts/1');
      expect(facts).toMatchObject({ size: 5 * 1024 ** 2 + 8, contentType: 'video/mp4' });
      expect((await store.read('parts/1'))?.equals(Buffer.concat(parts))).toBe(true);
    });

    it('leaves nothing when it is aborted, and tells its owner', async () => {
      const begun = await store.uploads.begin('parts/aborted', 'video/mp4');
      await store.uploads.put(begun, 1, parts[0] ?? Buffer.alloc(0));
      expect(await store.uploads.list('parts/aborted')).toEqual([begun]);
      await store.uploads.abort(begun);
      await store.uploads.abort(begun);
      expect(await store.uploads.list('parts/aborted')).toEqual([]);
      expect(await store.head('parts/aborted')).toBeUndefined();
      await expect(store.uploads.put(begun, 2, Buffer.from('late'))).rejects.toThrow(UploadLostError);
      await expect(store.uploads.complete(begun, [{ number: 1, etag: 'x' }])).rejects.toThrow(UploadLostError);
    });
  });

  it('lists in key order, page by page, behind a key', async () => {
    for (const name of ['c', 'a', 'b', 'd']) await store.put(`list/${name}`, name, text);
    expect(await keysOf('list/', { startAfter: 'list/a', pageSize: 2 })).toEqual(['list/b', 'list/c', 'list/d']);
  });

  it('lists the folders below a prefix, page by page', async () => {
    for (const name of ['a/1', 'a/2', 'b/c/1', 'd', 'e/1']) await store.put(`folders/${name}`, name, text);
    expect(await foldersOf('folders/')).toEqual(['folders/a/', 'folders/b/', 'folders/e/']);
    expect(await foldersOf('')).toContain('folders/');
  });

  it('tells the time of the bucket', async () => {
    await store.head('absent');
    expect(Math.abs(store.clock.nowMs() - Date.now())).toBeLessThan(10_000);
  });

  it('is refused when the credentials are wrong', async () => {
    const credentials = async () => ({ ...(await server.credentials()), secretAccessKey: 'wrong-secret' });
    const stranger = new ObjectStore({ location: server.location, credentials });
    await expect(stranger.put('x', 'x', text)).rejects.toThrow(BucketRefusesError);
    await expect(stranger.read('x')).rejects.toThrow(BucketRefusesError);
    stranger.close();
  });

  it('is refused when the bucket is absent', async () => {
    const lost = new ObjectStore({
      location: { ...server.location, bucket: 'absent' },
      credentials: server.credentials,
    });
    await expect(lost.put('x', 'x', text)).rejects.toThrow(BucketRefusesError);
    await expect(lost.read('x')).rejects.toThrow(BucketRefusesError);
    lost.close();
  });

  it('is out of reach when nobody listens', async () => {
    const endpoint = `http://127.0.0.1:${await freePort()}`;
    const nobody = new ObjectStore({ location: { ...server.location, endpoint }, credentials: server.credentials });
    await expect(nobody.read('x')).rejects.toThrow(StoreUnreachableError);
    nobody.close();
  });

  it('is out of reach when the server does not answer in time', async () => {
    const { location, credentials } = server;
    const impatient = new ObjectStore({ location, credentials, timeoutMs: 200 });
    server.pause();
    await expect(impatient.read('x')).rejects.toThrow(StoreUnreachableError);
    server.resume();
    impatient.close();
  });
});
