import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { absentPostgres } from './testing/absent-postgres.ts';
import { buildTestApp, type TestAppOptions } from './testing/test-app.ts';

const build = (options: Partial<TestAppOptions> = {}) => buildTestApp({ postgres: absentPostgres(), ...options });

const problemType = 'application/problem+json; charset=utf-8';
const json = { 'content-type': 'application/json' };

describe('buildApp', () => {
  it('answers what is no route with a problem, and what has no such method with those it has', async () => {
    await using api = await build();
    const { app } = api;
    const nowhere = await app.inject({ method: 'GET', url: '/api/nowhere?x=1' });
    expect([nowhere.statusCode, nowhere.headers['content-type']]).toEqual([404, problemType]);
    expect(nowhere.json()).toEqual({
      type: 'about:blank',
      title: 'There is no such thing, or it is not yours to see',
      status: 404,
      detail: 'Could not find the path: nothing is there',
      code: 'NotFound',
      requestId: nowhere.headers['x-request-id'],
    });
    const wrong = await app.inject({ method: 'DELETE', url: '/api/docs/json?x=1' });
    expect([wrong.statusCode, wrong.headers.allow, wrong.json().code]).toEqual([405, 'GET, HEAD', 'MethodNotAllowed']);
  });

  it.each([
    ['a path that cannot be decoded', { url: '/api/%zz' }, 400, 'RequestInvalid'],
    [
      'a part of a path that is too long',
      { url: `/api/videos/${'a'.repeat(200)}/grant`, method: 'POST' },
      400,
      'RequestInvalid',
    ],
    ['a method that nothing has', { url: '/api/docs', method: 'OPTIONS' }, 405, 'MethodNotAllowed'],
    ['a token that is none', { url: '/api/docs', headers: { authorization: 'Bearer x' } }, 401, 'AccessTokenInvalid'],
  ] as const)('answers %s', async (_what, request, status, code) => {
    await using api = await build();
    const answer = await api.app.inject({ method: 'GET', ...request });
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toBe(problemType);
  });

  it('gives every answer an id and the guards of data for one caller', async () => {
    await using api = await build();
    const answer = await api.app.inject({
      method: 'GET',
      url: '/api/docs/json',
      headers: { 'x-request-id': 'a1b2c3d4' },
    });
    expect(answer.headers).toMatchObject({
      'x-request-id': 'a1b2c3d4',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    const forged = await api.app.inject({
      method: 'GET',
      url: '/api/docs/json',
      headers: { 'x-request-id': 'a b\tc' },
    });
    expect(forged.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
  });

  it('logs one line an answer, without anything that may be secret', async () => {
    const lines: string[] = [];
    const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
    await using api = await build({ dependencies: { logger } });
    await api.app.inject({ method: 'GET', url: '/api/docs/json?token=secret', headers: { cookie: 'a=secret' } });
    await api.app.inject({ method: 'GET', url: '/secret', headers: { authorization: 'Bearer secret' } });
    await expect.poll(() => lines.length).toBe(2);
    expect(lines.join()).not.toContain('secret');
    expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
      { msg: 'Answering', method: 'GET', route: '/api/docs/json', status: 200, caller: 'anonymous' },
      { msg: 'Answering', method: 'GET', status: 404, requestId: expect.any(String), milliseconds: expect.any(Number) },
    ]);
  });

  it('counts requests by the pattern of their route', async () => {
    await using api = await build();
    for (const url of ['/api/docs/json', '/nowhere/1', '/nowhere/2']) await api.app.inject({ method: 'GET', url });
    const text = await api.dependencies.registry.metrics();
    expect(text).toContain('kubecast_api_request_seconds_count{route="/api/docs/json",method="GET",status="200"} 1');
    expect(text).toContain('kubecast_api_request_seconds_count{route="none",method="GET",status="404"} 2');
    expect(text).toContain('kubecast_api_requests_in_flight 0');
  });

  it('counts no upgrade among the requests in flight', async () => {
    await using api = await build();
    await api.app.inject({ method: 'GET', url: '/api/docs/json', headers: { upgrade: 'websocket' } });
    const text = await api.dependencies.registry.metrics();
    expect(text).toContain('kubecast_api_requests_in_flight 0');
    expect(text).not.toContain('kubecast_api_request_seconds_count{');
  });

  it('limits an address, and its IPv6 network as one, by who nginx says it is', async () => {
    await using api = await build({ config: { KUBECAST_REQUESTS_PER_MINUTE: 2 } });
    const ask = async (address: string, url = '/api/docs/json') => {
      const headers = { 'x-forwarded-for': `198.51.100.7, ${address}` };
      return await api.app.inject({ method: 'GET', url, headers });
    };
    const statuses: number[] = [];
    for (const host of ['1', '2', '3']) statuses.push((await ask(`2001:db8:0:1::${host}`)).statusCode);
    for (const net of ['2', '3', '4']) statuses.push((await ask(`2001:db8:0:${net}::1`)).statusCode);
    for (const url of ['/a', '/b', '/c']) statuses.push((await ask('203.0.113.9', url)).statusCode);
    expect(statuses).toEqual([200, 200, 429, 200, 200, 200, 404, 404, 429]);
    const refused = await ask('2001:db8:0:1::4');
    expect(refused.json()).toMatchObject({ status: 429, code: 'TooManyRequests' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('limits who asks for methods and bodies that nothing takes', async () => {
    await using api = await build({ config: { KUBECAST_REQUESTS_PER_MINUTE: 1 } });
    const ask = async (request: {
      readonly method: 'PATCH' | 'POST';
      readonly url: string;
      readonly payload: string;
    }) => (await api.app.inject({ ...request, headers: json })).statusCode;
    const wrongMethod = { method: 'PATCH', url: '/api/videos/import', payload: '{}' } as const;
    expect([await ask(wrongMethod), await ask(wrongMethod)]).toEqual([405, 429]);
    await using other = await build({ config: { KUBECAST_REQUESTS_PER_MINUTE: 1 } });
    const nowhere = { method: 'POST', url: '/nowhere', payload: '{', headers: json } as const;
    const statuses = [await other.app.inject(nowhere), await other.app.inject(nowhere)].map((one) => one.statusCode);
    expect(statuses).toEqual([404, 429]);
  });

  it('asks connections to close while it ends, and still answers', async () => {
    const ending = new AbortController();
    await using api = await build({ dependencies: { ending: ending.signal } });
    const ask = async () =>
      (await api.app.inject({ method: 'GET', url: '/api/docs/json', headers: json })).headers.connection;
    expect(await ask()).toBe('keep-alive');
    ending.abort();
    expect(await ask()).toBe('close');
  });
});
