import { fastify } from 'fastify';
import { describe, expect, it } from 'vitest';
import { crossOrigin } from './cross-origin.ts';

const ours = 'https://tv.example.org';

const build = async (...webOrigins: readonly string[]) => {
  const app = fastify({ return503OnClosing: false });
  await app.register(crossOrigin, { webOrigins: new Set(webOrigins) });
  app.patch('/', async () => 'changed');
  return app;
};

type App = Awaited<ReturnType<typeof build>>;

const preflight = (app: App, origin: string) =>
  app.inject({ method: 'OPTIONS', url: '/', headers: { origin, 'access-control-request-method': 'PATCH' } });

describe('crossOrigin', () => {
  it('lets a configured page send requests with credentials, and read the answers', async () => {
    await using app = await build(ours);
    const asked = await preflight(app, ours);
    expect([asked.statusCode, asked.body]).toEqual([204, '']);
    expect(asked.headers).toMatchObject({
      'access-control-allow-origin': ours,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': expect.stringContaining('PATCH'),
      'access-control-allow-headers': 'Authorization, Content-Type',
      vary: 'Origin',
    });
    const answer = await app.inject({ method: 'PATCH', url: '/', headers: { origin: ours } });
    expect([answer.body, answer.headers['access-control-allow-origin']]).toEqual(['changed', ours]);
  });

  it('says nothing to other pages, and nothing at all without configured ones', async () => {
    await using app = await build(ours);
    const foreign = await preflight(app, 'https://evil.example');
    expect([foreign.statusCode, foreign.headers['access-control-allow-origin']]).toEqual([404, undefined]);
    await using closed = await build();
    const answer = await closed.inject({ method: 'PATCH', url: '/', headers: { origin: ours } });
    expect([answer.headers['access-control-allow-origin'], answer.headers.vary]).toEqual([undefined, undefined]);
  });
});
