import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OriginAbsence } from './origin-absence.ts';
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
let requests: number;

beforeEach(() => {
  client = new OriginClient({ originKey: () => 'key', metrics: { observeUpstream } });
  servers = [];
  sockets = [];
  requests = 0;
});

afterEach(async () => {
  await client.close();
  for (const server of servers) server.close();
});

const serve = async (body: string, status = 200): Promise<string> => {
  const server = createServer((_request, response) => {
    requests += 1;
    response.writeHead(status, { 'content-type': 'application/vnd.apple.mpegurl' }).end(body);
  }).listen(0, '127.0.0.1');
  server.on('connection', (socket: Socket) => sockets.push(socket));
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** An address where nobody listens any more. */
const nowhere = async (): Promise<string> => {
  const url = await serve('');
  const server = servers.pop();
  await new Promise((resolve) => server?.close(resolve));
  return url;
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
    expect(answer).toEqual({ kind: 'away', reason: 'status 500', awayMs: 0, isThere: true });
  });

  it.each([401, 403])(
    'takes whoever answers %i at a pod’s address for another one, without waiting',
    async (status) => {
      const url = await serve('', status);
      const answer = await client.get({ kind: 'at', podUid: 'pod', url }, route, signal);
      expect(answer).toMatchObject({ kind: 'away', reason: expect.stringContaining('another one answers') });
      expect(requests).toBe(1);
    },
  );

  it('waits once for a pod that is gone, then tries it now and then and says how long it has been away', async () => {
    let nowMs = 0;
    const absence = new OriginAbsence(() => nowMs);
    const patient = new OriginClient({ originKey: () => 'key', metrics: { observeUpstream }, absence });
    const url = await nowhere();
    const origin = { kind: 'at', podUid: 'pod', url } as const;
    await patient.get(origin, route, signal);
    nowMs = 400;
    expect(await patient.get(origin, route, signal)).toMatchObject({ reason: 'it did not answer a moment ago' });
    nowMs = 700;
    expect(await patient.get(origin, route, signal)).toMatchObject({ kind: 'away', awayMs: 700 });
    nowMs = 1_300;
    const back = { ...origin, url: await serve('back') };
    expect(await patient.get(back, route, signal)).toMatchObject({ kind: 'found' });
    expect(absence.awayMs('pod')).toBeUndefined();
    await patient.close();
  });

  it('waits again for a pod that is slow or ill: it is not gone', async () => {
    const absence = new OriginAbsence();
    const patient = new OriginClient({ originKey: () => 'key', metrics: { observeUpstream }, absence });
    const ill = await patient.get({ kind: 'at', podUid: 'pod', url: await serve('', 500) }, route, signal);
    expect([ill.kind, absence.awayMs('pod')]).toEqual(['away', undefined]);
    await patient.close();
  });

  it('does not wait 8 s for a blocking request that nobody takes', async () => {
    const url = await serve('', 500);
    const blocking: LiveRoute = { ...route, directives: '?_HLS_msn=4' };
    const startedMs = performance.now();
    expect(await client.get({ kind: 'at', podUid: 'pod', url }, blocking, signal)).toMatchObject({
      kind: 'away',
    });
    expect(performance.now() - startedMs).toBeLessThan(6_000);
  });
});
