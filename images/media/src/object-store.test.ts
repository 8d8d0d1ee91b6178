import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { ObjectStore } from './object-store.ts';
import { BucketRefusesError, StoreUnreachableError } from './object-store-error.ts';

let server: Server;
let store: ObjectStore;

/** A store that gives these answers, one after the other. */
const answering = async (answer: (request: IncomingMessage, body: string) => string): Promise<void> => {
  server = createServer(async (request, response) => {
    response.end(answer(request, await text(request)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  const endpoint = `http://127.0.0.1:${address.port}`;
  const credentials = async () => ({ accessKeyId: 'a', secretAccessKey: 'b', expiration: new Date(0) });
  store = new ObjectStore({ location: { endpoint, region: 'x', forcePathStyle: true, bucket: 'live' }, credentials });
};

afterEach(async () => {
  store.close();
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
});

describe('deleteAll', () => {
  it('goes on behind refused keys, and tells of all of them', async () => {
    const seen: number[] = [];
    await answering((_, body) => {
      const keys = [...body.matchAll(/<Key>([^<]+)</g)].map(([, key]) => key);
      seen.push(keys.length);
      return `<DeleteResult><Error><Key>${keys[0]}</Key><Code>AccessDenied</Code></Error></DeleteResult>`;
    });
    const deletion = store.deleteAll(Array.from({ length: 1500 }, (_, index) => `key-${index}`));
    await expect(deletion).rejects.toThrow(/Could not delete 2 objects, among them key-0 \(AccessDenied\)/);
    await expect(deletion).rejects.toThrow(BucketRefusesError);
    expect(seen).toEqual([1000, 500]);
  });
});

describe('uploads', () => {
  it('take an answer without what it must have for a store out of reach', async () => {
    await answering(() => '');
    await expect(store.uploads.begin('x', 'video/mp4')).rejects.toThrow(StoreUnreachableError);
    const put = store.uploads.put({ key: 'x', uploadId: '1' }, 1, Buffer.from('part'));
    await expect(put).rejects.toThrow(StoreUnreachableError);
  });
});
