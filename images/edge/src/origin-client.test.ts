import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OriginClient } from './origin-client.ts';
import type { LiveRoute } from './request-path.ts';

const route: LiveRoute = {
  kind: 'playlist',
  name: { namespace: 'live', stream: 'main' },
  key: 'live/main/master.m3u8',
  directives: '',
  grant: undefined,
};
const { signal } = new AbortController();
const observeUpstream = vi.fn();

let client: OriginClient;
let servers: Server[];
let sockets: Socket[];

beforeEach(() => {
  client = new OriginClient({ originKey: 'key', metrics: { observeUpstream } });
  servers = [];
  sockets = [];
});

afterEach(async () => {
  await client.close();
  for (const server of servers) server.close();
});

const serve = async (body: string, status = 200): Promise<string> => {
  const server = createServer((_request, response) => void response.writeHead(status).end(body)).listen(0, '127.0.0.1');
  server.on('connection', (socket: Socket) => sockets.push(socket));
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const ask = async (podUid: string, url: string): Promise<string | undefined> => {
  const answer = await client.get({ kind: 'at', podUid, url }, route, signal);
  return answer.kind === 'found' ? answer.body.toString() : answer.kind;
};

describe('OriginClient', () => {
  it('keeps its connections to a pod as long as a stream is served by it', async () => {
    const url = await serve('here');
    expect(await ask('pod', url)).toBe('here');
    client.keepOnly(new Set(['pod']));
    expect(sockets.map((socket) => socket.destroyed)).toEqual([false]);
    const closed = Promise.all(sockets.map((socket) => once(socket, 'close')));
    client.keepOnly(new Set());
    await closed;
  });

  it('follows a pod to another address', async () => {
    expect(await ask('pod', await serve('first'))).toBe('first');
    expect(await ask('pod', await serve('second'))).toBe('second');
  });

  it('gives up at once when its caller does', async () => {
    const caller = AbortSignal.abort(new Error('gone'));
    const url = await serve('here');
    await expect(client.get({ kind: 'at', podUid: 'pod', url }, route, caller)).rejects.toThrow('gone');
  });

  it('says how an origin answered', async () => {
    await ask('pod', await serve('here'));
    expect(observeUpstream).toHaveBeenLastCalledWith('origin', 'found', expect.any(Number));
    const refusing = await serve('here', 500);
    const segment: LiveRoute = { ...route, kind: 'segment' };
    const answer = await client.get({ kind: 'at', podUid: 'pod', url: refusing }, segment, signal);
    expect(answer).toEqual({ kind: 'away', reason: 'status 500' });
  });
});
