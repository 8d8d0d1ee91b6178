import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { createPublicServer, drain } from './public-server.ts';

const dispatcher = new Agent({ connections: 1, keepAliveTimeout: 60_000 });
let server: Server;
let ending: AbortController;
let answer: PromiseWithResolvers<void>;

const start = async (): Promise<string> => {
  ending = new AbortController();
  answer = Promise.withResolvers();
  server = createPublicServer((incoming, response) => {
    if (incoming.url === '/slow') void answer.promise.then(() => response.end('late'));
    else response.end('now');
  }, ending.signal).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

afterEach(() => server.closeAllConnections());

describe('createPublicServer', () => {
  it('keeps connections until it is ending', async () => {
    const url = await start();
    const kept = await request(url, { dispatcher });
    expect([kept.headers.connection, await kept.body.text()]).toEqual(['keep-alive', 'now']);
    ending.abort();
    const last = await request(url, { dispatcher });
    expect([last.headers.connection, await last.body.text()]).toEqual(['close', 'now']);
    await drain(server, 1_000);
  });
});

describe('drain', () => {
  it('lets a request under way end', async () => {
    const url = await start();
    const arrived = once(server, 'request');
    const slow = request(`${url}/slow`, { dispatcher });
    await arrived;
    ending.abort();
    const drained = drain(server, 30_000);
    answer.resolve();
    expect(await (await slow).body.text()).toBe('late');
    await drained;
  });

  it('cuts what does not end in time', async () => {
    const url = await start();
    const arrived = once(server, 'request');
    const slow = request(`${url}/slow`, { dispatcher });
    const failed = expect(slow).rejects.toThrow();
    await arrived;
    await drain(server, 50);
    await failed;
  });
});
