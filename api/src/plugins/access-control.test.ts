import { fastify } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Access, accessKinds } from '../access/access.ts';
import { ApiError } from '../problems/api-error.ts';
import { accessControl } from './access-control.ts';
import { problemAnswers } from './problem-answers.ts';

const users = {
  one: { kind: 'user', id: '0190a3c1-0000-4000-8000-000000000001', role: 'user' },
  chief: { kind: 'user', id: '0190a3c1-0000-4000-8000-000000000002', role: 'admin' },
} as const;

const isKnown = (token: string): token is keyof typeof users => token in users;

const build = async () => {
  const app = fastify();
  await app.register(problemAnswers);
  await app.register(accessControl, {
    verifyAccessToken: async (token) => {
      if (isKnown(token)) return users[token];
      throw new ApiError('AccessTokenInvalid', 'Checking the access token failed');
    },
    internalApiKeys: () => ['an-internal-key', 'another-internal-key'],
    webOrigins: new Set(['https://tv.example.org']),
  });
  for (const access of accessKinds) {
    app.post(`/${access}`, { config: { access } }, async ({ caller }) => caller);
    app.get(`/${access}`, { config: { access } }, async ({ caller }) => caller);
  }
  return app;
};

let app: Awaited<ReturnType<typeof build>>;
beforeEach(async () => {
  app = await build();
});
afterEach(() => app.close());

const callers = {
  anonymous: {},
  user: { authorization: 'Bearer one' },
  admin: { authorization: 'bearer chief' },
  service: { 'x-internal-api-key': 'another-internal-key' },
  badToken: { authorization: 'Bearer expired' },
  basic: { authorization: 'Basic b25lOm9uZQ==' },
  badKey: { 'x-internal-api-key': 'an-internal-kex' },
  emptyKey: { 'x-internal-api-key': '' },
  userWithBadKey: { authorization: 'Bearer one', 'x-internal-api-key': 'wrong' },
} as const;

type Row = Readonly<Record<keyof typeof callers, number>>;
const proofs = { badToken: 401, basic: 401, badKey: 401, emptyKey: 401, userWithBadKey: 401 };
const table: Readonly<Record<Access, Row>> = {
  public: { anonymous: 200, user: 200, admin: 200, service: 200, ...proofs },
  cookie: {
    ...{ anonymous: 200, user: 200, admin: 200, service: 200 },
    ...{ badToken: 200, basic: 200, badKey: 200, emptyKey: 200, userWithBadKey: 200 },
  },
  user: { anonymous: 401, user: 200, admin: 200, service: 403, ...proofs },
  owner: { anonymous: 401, user: 200, admin: 200, service: 403, ...proofs },
  admin: { anonymous: 401, user: 403, admin: 200, service: 403, ...proofs },
  service: { anonymous: 401, user: 403, admin: 403, service: 200, ...proofs },
};

const callerNames = Object.keys(callers).filter((name): name is keyof typeof callers => name in callers);

describe('accessControl', () => {
  it.each(accessKinds)('lets in whom %s names, whatever the method', async (access) => {
    for (const method of ['POST', 'GET', 'HEAD'] as const) {
      const answers = callerNames.map(async (name) => {
        const { statusCode } = await app.inject({ method, url: `/${access}`, headers: callers[name] });
        return [name, statusCode];
      });
      expect(Object.fromEntries(await Promise.all(answers))).toEqual(table[access]);
    }
  });

  it('says who calls', async () => {
    const ask = async (name: keyof typeof callers) =>
      (await app.inject({ method: 'POST', url: '/public', headers: callers[name] })).json();
    expect(await Promise.all((['anonymous', 'user', 'admin', 'service'] as const).map(ask))).toEqual([
      { kind: 'anonymous' },
      users.one,
      users.chief,
      { kind: 'service' },
    ]);
  });

  it('refuses before it reads the body', async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await app.inject({ method: 'POST', url: '/user', headers, payload: '{"not json' });
    expect(answer.json()).toMatchObject({ code: 'NotLoggedIn' });
  });

  it.each([{}, { config: {} }])('refuses to add a route that does not say who may call it: %j', async (options) => {
    const open = async () => app.register(async (scope) => void scope.get('/open', options, async () => 'open'));
    await expect(open().then(() => app.ready())).rejects.toMatchObject({ code: 'AccessUndeclared' });
  });

  it.each([
    ['no browser', {}, 200],
    ['our own page', { 'sec-fetch-site': 'same-origin', origin: 'https://localhost' }, 200],
    ['who typed the address', { 'sec-fetch-site': 'none' }, 200],
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    ['a neighbour of the same site', { 'sec-fetch-site': 'same-site', origin: 'https://blog.localhost' }, 403],
    ['a page of KUBECAST_WEB_ORIGINS', { 'sec-fetch-site': 'cross-site', origin: 'https://tv.example.org' }, 200],
    ['our own page in an old browser', { origin: 'https://localhost' }, 200],
    ['another site in an old browser', { origin: 'https://evil.example' }, 403],
    ['another port in an old browser', { origin: 'http://localhost:3000' }, 403],
    ['a sandboxed frame', { origin: 'null' }, 403],
    ['something that is no origin', { origin: 'localhost' }, 403],
  ])('answers a request with cookies from %s', async (_who, headers, status) => {
    const answer = await app.inject({ method: 'POST', url: '/cookie', headers: { host: 'localhost', ...headers } });
    expect(answer.statusCode).toBe(status);
    if (status === 403) expect(answer.json()).toMatchObject({ code: 'CrossSiteRefused' });
  });
});
