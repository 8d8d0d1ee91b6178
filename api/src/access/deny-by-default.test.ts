/** That nothing is open by oversight: shown on the real app, with all its plugins. */
import type { FastifyInstance, RouteShorthandOptions } from 'fastify';
import { describe, expect, it } from 'vitest';
import { absentPostgres } from '../testing/absent-postgres.ts';
import { collectRoutes } from '../testing/route-matrix/collect-routes.ts';
import { buildTestApp } from '../testing/test-app.ts';
import { accessKinds } from './access.ts';

const build = () => buildTestApp({ postgres: absentPostgres() });

const answer = async () => 'open';

/** As a plain program would write it, whatever the types say. */
const withAccess = (access: unknown): RouteShorthandOptions => {
  const config: object = { access };
  return { config };
};

const undeclared: readonly (readonly [string, (app: FastifyInstance) => unknown])[] = [
  ['says nothing', (app) => app.get('/api/open', answer)],
  ['has a configuration without access', (app) => app.post('/api/open', { config: {} }, answer)],
  ['names an access that there is not', (app) => app.put('/api/open', withAccess('everyone'), answer)],
  ['inherits its access from a prototype', (app) => app.get('/api/open', withAccess('constructor'), answer)],
  ['takes every method', (app) => app.all('/api/open', answer)],
  ['is a WebSocket', (app) => app.get('/api/open', { websocket: true }, answer)],
];

describe('buildApp', () => {
  it.each(undeclared)('refuses a route that %s', async (_how, add) => {
    await using api = await build();
    expect(() => add(api.app)).toThrow(expect.objectContaining({ code: 'AccessUndeclared' }));
  });

  it.each(undeclared)('does not start with a plugin whose route %s', async (_how, add) => {
    await using api = await build();
    const start = async () => {
      await api.app.register(async (scope) => void add(scope), { prefix: '/deep' });
      await api.app.ready();
    };
    await expect(start()).rejects.toMatchObject({ code: 'AccessUndeclared' });
  });

  it('declares for each of its routes who may call it', async () => {
    const routes = await collectRoutes();
    expect(routes.length).toBeGreaterThan(50);
    expect(routes.filter(({ access }) => !accessKinds.some((kind) => kind === access))).toEqual([]);
  });
});
