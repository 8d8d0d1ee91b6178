import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drainServer } from './drain-server.ts';

let server: Server;
let answer: PromiseWithResolvers<void>;

beforeEach(async () => {
  answer = Promise.withResolvers();
  server = createServer((_request, response) => {
    void answer.promise.then(() => response.end('late'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(() => server.closeAllConnections());

/** A request under way, on a connection that would be kept. */
const ask = async (): Promise<Promise<string>[]> => {
  const arrived = once(server, 'request');
  const { port } = server.address() as AddressInfo;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  get({ host: '127.0.0.1', port, headers: { connection: 'keep-alive' } }, resolve).on('error', reject);
  const body = promise.then((message) => text(message));
  await arrived;
  return [body];
};

describe('drainServer', () => {
  it('lets a request under way end, also what closes by more than the server', async () => {
    const [body] = await ask();
    const steps: string[] = [];
    const drained = drainServer(server, 30_000, async () => {
      server.close();
      await answer.promise;
      steps.push('closed');
    }).then(() => steps.push('drained'));
    answer.resolve();
    expect(await body).toBe('late');
    await drained;
    expect(steps).toEqual(['closed', 'drained']);
  });

  it.each([
    ['at once', () => Promise.reject(new Error('no'))],
    [
      'when the server has ended',
      (): Promise<void> => once(server.close(), 'close').then(() => Promise.reject(new Error('no'))),
    ],
  ])('ends the server, and lets a request under way end, when what closes it fails %s', async (_when, close) => {
    const [body] = await ask();
    const drained = expect(drainServer(server, 30_000, close)).rejects.toThrow('no');
    answer.resolve();
    expect(await body).toBe('late');
    await drained;
    expect(server.listening).toBe(false);
  });

  it('cuts what does not end in time', async () => {
    const [body] = await ask();
    const failed = expect(body).rejects.toThrow();
    await drainServer(server, 50);
    await failed;
  });
});
