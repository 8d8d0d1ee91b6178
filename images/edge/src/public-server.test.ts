import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { drainServer } from '@kubecast/media/drain-server';
import { Agent, request } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { createPublicServer } from './public-server.ts';

const dispatcher = new Agent({ connections: 1, keepAliveTimeout: 60_000 });
let server: Server;
let ending: AbortController;

const start = async (): Promise<string> => {
  ending = new AbortController();
  server = createPublicServer((_incoming, response) => void response.end('now'), ending.signal).listen(0, '127.0.0.1');
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
    await drainServer(server, 1_000);
  });
});
