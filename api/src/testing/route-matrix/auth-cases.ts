import { randomInt, randomUUID } from 'node:crypto';
import type { RouteCases } from './matrix-case.ts';
import type { MatrixWorld } from './matrix-world.ts';

const password = 'correct horse battery staple';

const newAccount = () => {
  const username = `user-${randomUUID().slice(0, 8)}`;
  return { username, email: `${username}@example.org`, password };
};

/** From somewhere else each time: the matrix is not about how often one address may try. */
const fromAnywhere = () => ({ 'x-forwarded-for': `198.51.${randomInt(256)}.${randomInt(256)}` });

/** Makes an account; its login is in the cookies. */
const register = async ({ api }: MatrixWorld) => {
  const account = newAccount();
  const { cookies } = await api.app.inject({
    method: 'POST',
    url: '/api/auth/register',
    headers: fromAnywhere(),
    payload: account,
  });
  return { account, cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
};

const withCookie = async (world: MatrixWorld) => ({ headers: { cookie: (await register(world)).cookie } });

/** By a page of another site: the browser sends the cookie, and says so. */
const fromAnotherSite = async (world: MatrixWorld) => ({
  headers: { ...(await withCookie(world)).headers, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
});

const nothing = async () => ({});

/** Of `/api/auth`. */
export const authCases: RouteCases = {
  'POST /api/auth/register': {
    '': { status: 201, prepare: async () => ({ headers: fromAnywhere(), payload: newAccount() }) },
  },
  'POST /api/auth/login': {
    '': {
      status: 200,
      prepare: async (world) => ({
        headers: fromAnywhere(),
        payload: { login: (await register(world)).account.username, password },
      }),
    },
  },
  'POST /api/auth/refresh': {
    'a login': { status: 200, prepare: withCookie },
    'no login': { status: 401, prepare: nothing },
    'another site': { status: 403, prepare: fromAnotherSite },
  },
  'POST /api/auth/logout': {
    'a login': { status: 204, prepare: withCookie },
    'no login': { status: 204, prepare: nothing },
    'another site': { status: 403, prepare: fromAnotherSite },
  },
  'POST /api/auth/logout-everywhere': { '': { status: 204, prepare: nothing } },
  'GET /api/auth/me': { '': { status: 200, prepare: nothing } },
  'PATCH /api/auth/me': { '': { status: 200, prepare: async () => ({ payload: { displayName: 'A name' } }) } },
};
