/** What nginx.conf.template does for /api/. */
import { once } from 'node:events';
import { Agent, type ClientRequest, IncomingMessage, type RequestListener, request } from 'node:http';
import { connect as connectSocket } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { askOverHttp2, startUpstream, startWeb, useWebDirectory } from './testing/web-bed.ts';

const acknowledge: RequestListener = (incoming, response) => {
  incoming.resume().on('end', () => {
    const own = { 'Cache-Control': 'no-store', 'Content-Security-Policy': "default-src 'none'" };
    response.writeHead(200, { ...own, 'X-Content-Type-Options': 'nosniff', 'Content-Type': 'application/json' });
    response.end('{}');
  });
};

/** What a request gets, read to its end, or the answer that takes its connection over. */
const answerTo = async (asking: ClientRequest): Promise<IncomingMessage> => {
  const answered = await Promise.race([once(asking, 'upgrade'), once(asking, 'response')]);
  const [answer] = z
    .tuple([z.instanceof(IncomingMessage)])
    .rest(z.unknown())
    .parse(answered);
  if (answer.statusCode === 101) return answer.destroy();
  await once(answer.resume(), 'end');
  return answer;
};

const upgradeTo = async (url: string, protocol: string): Promise<number | undefined> =>
  (await answerTo(request(url, { headers: { Connection: 'Upgrade', Upgrade: protocol } }).end())).statusCode;

useWebDirectory();

describe('nginx.conf.template, for the api', () => {
  it('hands it the request as the browser sent it, and who sent it', async () => {
    const api = await startUpstream(acknowledge);
    await using web = await startWeb({ KUBECAST_API: api.address });
    const headers = { 'X-Forwarded-For': '192.0.2.7', 'X-Forwarded-Host': 'evil.example', 'X-Request-Id': 'mine' };
    await fetch(`${web.url}/api/videos?q=a%2Fb&limit=2`, { headers });
    expect(api.seen[0]?.url).toBe('/api/videos?q=a%2Fb&limit=2');
    const { host, connection, upgrade, ...forwarded } = api.seen[0]?.headers ?? {};
    expect({ host, upgrade }).toEqual({ host: new URL(web.url).host, upgrade: undefined });
    expect(connection).not.toBe('close');
    expect(forwarded).toMatchObject({
      'x-forwarded-for': '192.0.2.7, 127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-request-id': expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(forwarded).not.toHaveProperty('x-forwarded-host');
    api.close();
  });

  it('says that a request came by TLS when it did, here or before an Ingress', async () => {
    const api = await startUpstream(acknowledge);
    await using web = await startWeb({ KUBECAST_API: api.address });
    await fetch(`${web.url}/api/auth/me`, { headers: { 'X-Forwarded-Proto': 'https' } });
    await fetch(`${web.url}/api/auth/me`, { headers: { 'X-Forwarded-Proto': 'ftp' } });
    await askOverHttp2(web.tlsUrl, '/api/auth/me');
    expect(api.seen.map(({ headers }) => headers['x-forwarded-proto'])).toEqual(['https', 'http', 'https']);
    expect(api.seen[2]?.headers.host).toBe(new URL(web.tlsUrl).host);
    api.close();
  });

  it('leaves it to the api what a browser may do with its answers', async () => {
    const api = await startUpstream(acknowledge);
    await using web = await startWeb({ KUBECAST_API: api.address });
    const { headers } = await fetch(`${web.url}/api/docs`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
    api.close();
  });

  it('takes a body of 64 KiB and refuses a larger one as the api would', async () => {
    const api = await startUpstream(acknowledge);
    await using web = await startWeb({ KUBECAST_API: api.address });
    const post = (bytes: number) => fetch(`${web.url}/api/streams`, { method: 'POST', body: 'a'.repeat(bytes) });
    expect((await post(65_536)).status).toBe(200);
    const refused = await post(65_537);
    expect([refused.status, refused.headers.get('content-type')]).toEqual([413, 'application/problem+json']);
    expect(await refused.json()).toMatchObject({ status: 413, code: 'BodyTooLarge', requestId: expect.any(String) });
    expect(api.seen).toHaveLength(1);
    api.close();
  });

  it('says that the api is away, in its words, when nobody answers', async () => {
    await using web = await startWeb({ KUBECAST_API: '127.0.0.1:1' });
    const reply = await fetch(`${web.url}/api/streams`);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([503, 'application/problem+json']);
    expect(reply.headers.get('retry-after')).toBe('2');
    expect(await reply.json()).toMatchObject({ status: 503, code: 'ApiUnavailable' });
  });

  it.each([
    ['GET', 'Try again in a moment', '2'],
    ['PUT', 'Try again in a moment', '2'],
    ['POST', 'It may have been done', null],
    ['PATCH', 'It may have been done', null],
  ])('tells a %s that reached the api and got no answer: %s', async (method, detail, retryAfter) => {
    const api = await startUpstream((incoming) => void incoming.socket.destroy());
    await using web = await startWeb({ KUBECAST_API: api.address });
    const reply = await fetch(`${web.url}/api/streams`, { method });
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, retryAfter]);
    expect(await reply.json()).toMatchObject({ code: 'ApiUnavailable', detail: expect.stringContaining(detail) });
    api.close();
  });

  it('lets a POST be tried again that reached nobody', async () => {
    await using web = await startWeb({ KUBECAST_API: '127.0.0.1:1' });
    const reply = await fetch(`${web.url}/api/streams`, { method: 'POST' });
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'retry-after': '2',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    });
    expect(reply.status).toBe(503);
  });

  it.each([
    ['no HTTP', 'GET /api/streams HTTP/x\r\n\r\n', 'RequestInvalid', 400],
    [
      'a header without end',
      `GET /api/streams HTTP/1.1\r\nHost: a\r\nX-A: ${'a'.repeat(40_000)}\r\n\r\n`,
      'RequestInvalid',
      400,
    ],
    ['a path without end', `GET /api/${'a'.repeat(40_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 'RequestInvalid', 400],
  ])('refuses %s as the api would', async (_what, bytes, code, status) => {
    await using web = await startWeb({ KUBECAST_API: '127.0.0.1:1' });
    const socket = connectSocket(Number(new URL(web.url).port), '127.0.0.1');
    socket.write(bytes);
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
    expect(head).toContain(`HTTP/1.1 ${status} `);
    expect(head).toContain('application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ status, code, requestId: expect.any(String) });
  });

  it('leads to the same host and port by a path alone', async () => {
    await using web = await startWeb({ KUBECAST_API: '127.0.0.1:1' });
    const reply = await fetch(`${web.url}/api`, { redirect: 'manual' });
    expect([reply.status, reply.headers.get('location')]).toEqual([301, '/api/']);
  });

  it('leaves errors of the api as they are', async () => {
    const api = await startUpstream((_incoming, response) => response.writeHead(502).end('its own'));
    await using web = await startWeb({ KUBECAST_API: api.address });
    const reply = await fetch(`${web.url}/api/streams`);
    expect([reply.status, await reply.text()]).toEqual([502, 'its own']);
    api.close();
  });

  it.each([
    ['GET', 2],
    ['POST', 1],
  ])('sends a %s whose connection broke %i times', async (method, times) => {
    let requests = 0;
    const api = await startUpstream((incoming, response) => {
      requests += 1;
      // The first opens the connection that is kept, the second is broken.
      if (requests === 2) incoming.socket.destroy();
      else acknowledge(incoming, response);
    });
    await using web = await startWeb({ KUBECAST_API: api.address });
    // By one connection, so that one of nginx's processes has it all.
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect(await answerTo(request(`${web.url}/api/streams`, { agent }).end())).toMatchObject({ statusCode: 200 });
    const reply = await answerTo(request(`${web.url}/api/streams`, { agent, method }).end());
    expect([reply.statusCode, api.seen.length - 1]).toEqual([times === 2 ? 200 : 503, times]);
    agent.destroy();
    api.close();
  });

  it('opens a WebSocket, and no other upgrade', async () => {
    const api = await startUpstream(acknowledge);
    api.server.on('upgrade', (incoming, socket) => {
      socket.end(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: ${incoming.headers.upgrade}\r\nConnection: Upgrade\r\n\r\n`,
      );
    });
    await using web = await startWeb({ KUBECAST_API: api.address });
    expect(await upgradeTo(`${web.url}/api/realtime`, 'websocket')).toBe(101);
    expect(await upgradeTo(`${web.url}/api/realtime`, 'h2c')).toBe(200);
    api.close();
  });

  it('logs no query', async () => {
    const api = await startUpstream(acknowledge);
    await using web = await startWeb({ KUBECAST_API: api.address });
    await fetch(`${web.url}/api/realtime?token=secret`);
    await expect.poll(web.readLog).toContain('"path":"/api/realtime"');
    expect(await web.readLog()).not.toContain('secret');
    api.close();
  });

  it('has no api where none is named', async () => {
    await using web = await startWeb();
    expect((await fetch(`${web.url}/api/streams`)).status).toBe(404);
  });
});
