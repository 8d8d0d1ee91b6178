import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp, testKeys } from '../../testing/test-app.ts';
import { useTestPostgres } from '../../testing/use-test-postgres.ts';
import { parseRefreshToken } from './refresh-token.ts';
import { sweepSessions } from './sweep-sessions.ts';
import { openBrowser, type TestBrowser } from './testing/browser.ts';

const password = 'correct horse battery';
const refreshCookie = 'kubecast_refresh';

const postgres = useTestPostgres();
let api: TestApp;
let clockMs = 0;
let keys = testKeys;

const pass = (seconds: number) => {
  clockMs += seconds * 1000;
};
const daySeconds = 86_400;
const openOne = (address?: string) => openBrowser(api.app, address);

const registered = async (username = 'zoe') => {
  const browser = openOne();
  const body = { username, email: `${username}@example.org`, password };
  const answer = await browser.send('POST', '/register', { body });
  expect(answer.statusCode).toBe(201);
  return { browser, token: answer.json().accessToken as string };
};

const logIn = async (browser: TestBrowser, login = 'zoe') =>
  await browser.send('POST', '/login', { body: { login, password } });

const refresh = async (browser: TestBrowser) => {
  const answer = await browser.send('POST', '/refresh');
  return answer.statusCode === 200 ? 'refreshed' : answer.json().code;
};

/** Another who holds the same cookie as it is now. */
const copyOf = (browser: TestBrowser): TestBrowser => {
  const copy = openOne();
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
  return copy;
};

beforeAll(async () => {
  api = await buildTestApp({ postgres, now: () => new Date(clockMs), dependencies: { keys: () => keys } });
});
afterAll(async () => {
  await api.close();
});
beforeEach(async () => {
  await postgres.clear();
  clockMs = Date.parse('2026-01-02T03:04:05Z');
  keys = testKeys;
});

describe('POST /api/auth/refresh', () => {
  it('gives a new access token and the next cookie', async () => {
    const { browser } = await registered();
    const before = browser.cookies.get(refreshCookie);
    pass(600);
    const answer = await browser.send('POST', '/refresh');
    expect(answer.json()).toMatchObject({
      user: { username: 'zoe', role: 'user' },
      accessTokenExpiresAt: '2026-01-02T03:24:05.000Z',
    });
    expect(browser.cookies.get(refreshCookie)).not.toBe(before);
    const me = await browser.send('GET', '/me', { token: answer.json().accessToken });
    expect(me.json()).toMatchObject({ username: 'zoe' });
  });

  it('lets exactly one of fifty have it, and the login goes on', async () => {
    const { browser } = await registered();
    const tabs = Array.from({ length: 50 }, () => copyOf(browser));
    const outcomes = await Promise.all(tabs.map(refresh));
    expect(outcomes.filter((outcome) => outcome === 'refreshed')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'RefreshSuperseded')).toHaveLength(49);
    const winner = tabs[outcomes.indexOf('refreshed')] ?? browser;
    expect(await refresh(winner)).toBe('refreshed');
  });

  it('leaves the cookie to whoever was faster', async () => {
    const { browser } = await registered();
    const slower = copyOf(browser);
    await refresh(browser);
    const answer = await slower.send('POST', '/refresh');
    expect(answer.statusCode).toBe(409);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('forgives a late tab though its token was exchanged twice over meanwhile', async () => {
    const { browser } = await registered();
    const slower = copyOf(browser);
    await refresh(browser);
    await refresh(browser);
    expect(await refresh(slower)).toBe('RefreshSuperseded');
    expect(await refresh(browser)).toBe('refreshed');
  });

  it('gives another to a device whose first answer was lost, and to one alone', async () => {
    const { browser } = await registered();
    const reloaded = copyOf(browser);
    const lost = copyOf(browser);
    await refresh(lost);
    expect(await refresh(reloaded)).toBe('RefreshSuperseded');
    pass(1);
    const tabs = Array.from({ length: 10 }, () => copyOf(reloaded));
    const outcomes = await Promise.all(tabs.map(refresh));
    expect(outcomes.filter((outcome) => outcome === 'refreshed')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'RefreshSuperseded')).toHaveLength(9);
    pass(2);
    expect(await refresh(reloaded)).toBe('refreshed');
    pass(60);
    expect(await refresh(reloaded)).toBe('refreshed');
  });

  it('gives no other after the grace, nor while another browser has used the successor', async () => {
    const { browser } = await registered();
    const late = copyOf(browser);
    await refresh(browser);
    pass(2);
    await refresh(browser);
    pass(2);
    expect(await refresh(late)).toBe('RefreshSuperseded');
    pass(6);
    expect(await refresh(late)).toBe('RefreshTokenInvalid');
  });

  it.each([
    ['no device', undefined],
    ['the device of another account', 'ann'],
  ])('gives no other to %s', async (_, username) => {
    const { browser } = await registered();
    const thief = copyOf(browser);
    thief.cookies.delete('kubecast_device');
    const other = username === undefined ? undefined : (await registered(username)).browser;
    const device = other?.cookies.get('kubecast_device');
    if (device !== undefined) thief.cookies.set('kubecast_device', device);
    await refresh(browser);
    pass(2);
    expect(await refresh(thief)).toBe('RefreshSuperseded');
    expect(await refresh(browser)).toBe('refreshed');
  });

  it('ends the login when the successor that was replaced is used after all', async () => {
    const { browser } = await registered();
    const other = copyOf(browser);
    await refresh(browser);
    pass(2);
    expect(await refresh(other)).toBe('refreshed');
    expect(await refresh(browser)).toBe('RefreshTokenInvalid');
    expect(await refresh(other)).toBe('RefreshTokenInvalid');
  });

  it('ends the login when a token is used again after the grace', async () => {
    const { browser } = await registered();
    const thief = copyOf(browser);
    expect(await refresh(thief)).toBe('refreshed');
    pass(10);
    expect(await refresh(browser)).toBe('RefreshTokenInvalid');
    expect(await refresh(thief)).toBe('RefreshTokenInvalid');
    expect(browser.cookies.has(refreshCookie)).toBe(false);
  });

  it('ends the login when a token is used again whose row is long gone', async () => {
    const { browser } = await registered();
    const late = copyOf(browser);
    for (let hour = 0; hour < 4; hour += 1) {
      await refresh(browser);
      pass(3601);
    }
    const { rows } = await postgres.admin.auth.query('SELECT count(*)::int AS tokens FROM refresh_tokens');
    expect(rows).toEqual([{ tokens: 2 }]);
    expect(await refresh(late)).toBe('RefreshTokenInvalid');
    expect(await refresh(browser)).toBe('RefreshTokenInvalid');
  });

  it('leaves other logins alone when one is ended', async () => {
    const { browser } = await registered();
    const other = openOne();
    await logIn(other);
    const thief = copyOf(browser);
    await refresh(thief);
    pass(10);
    await refresh(browser);
    expect(await refresh(other)).toBe('refreshed');
  });

  it('holds for thirty days after each exchange, and for ninety in all', async () => {
    const { browser } = await registered();
    for (let month = 0; month < 3; month += 1) {
      pass(30 * daySeconds - 1);
      expect(await refresh(browser)).toBe('refreshed');
    }
    pass(3);
    expect(await refresh(browser)).toBe('RefreshTokenInvalid');
  });

  it('holds no longer than thirty days without an exchange', async () => {
    const { browser } = await registered();
    pass(30 * daySeconds);
    expect(await refresh(browser)).toBe('RefreshTokenInvalid');
  });

  it.each(['', 'x', `8a4e1bb6-7b0f-4c43-9c2b-3a6f3d1f0a11.${'A'.repeat(43)}`])('refuses %j', async (value) => {
    const browser = openOne();
    if (value) browser.cookies.set(refreshCookie, value);
    expect(await refresh(browser)).toBe('RefreshTokenInvalid');
  });

  it('stores the hash of a token alone', async () => {
    const { browser } = await registered();
    const secret = parseRefreshToken(browser.cookies.get(refreshCookie))?.secret ?? '';
    const { rows } = await postgres.admin.auth.query('SELECT token_hash FROM refresh_tokens');
    expect(rows).toEqual([{ token_hash: expect.any(Buffer) }]);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('refuses a request that a page of another site sent', async () => {
    const { browser } = await registered();
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' };
    const cookies = Object.fromEntries(browser.cookies);
    const answer = await api.app.inject({ method: 'POST', url: '/api/auth/refresh', headers, cookies });
    expect(answer.json()).toMatchObject({ status: 403, code: 'CrossSiteRefused' });
    expect(await refresh(browser)).toBe('refreshed');
  });
});

describe('POST /api/auth/login', () => {
  it('ends the login that the browser had, since its cookie goes', async () => {
    const { browser } = await registered();
    const copy = copyOf(browser);
    expect((await logIn(browser)).statusCode).toBe(200);
    expect(await refresh(copy)).toBe('RefreshTokenInvalid');
    expect(await refresh(browser)).toBe('refreshed');
  });

  it('ends nothing when it is refused', async () => {
    const { browser } = await registered();
    expect((await logIn(browser, 'nobody')).statusCode).toBe(401);
    expect(await refresh(browser)).toBe('refreshed');
  });
});

describe('POST /api/auth/logout', () => {
  it('ends this login and no other, and takes the cookie away', async () => {
    const { browser } = await registered();
    const other = openOne();
    await logIn(other);
    const copy = copyOf(browser);
    const answer = await browser.send('POST', '/logout');
    expect(answer.statusCode).toBe(204);
    expect([...browser.cookies.keys()]).toEqual(['kubecast_device']);
    expect(await refresh(copy)).toBe('RefreshTokenInvalid');
    expect(await refresh(other)).toBe('refreshed');
  });

  it('ends a login for good while it is being refreshed', async () => {
    const { browser } = await registered();
    const tabs = Array.from({ length: 10 }, () => copyOf(browser));
    await Promise.all([...tabs.map(refresh), browser.send('POST', '/logout')]);
    for (const tab of tabs) expect(await refresh(tab)).toBe('RefreshTokenInvalid');
  });

  it('is done already for who is not logged in', async () => {
    expect((await openOne().send('POST', '/logout')).statusCode).toBe(204);
  });
});

describe('POST /api/auth/logout-everywhere', () => {
  it('ends all logins of the user, and nobody else’s', async () => {
    const { browser, token } = await registered();
    const other = openOne();
    await logIn(other);
    const { browser: stranger } = await registered('ann');
    expect((await browser.send('POST', '/logout-everywhere', { token })).statusCode).toBe(204);
    expect(await Promise.all([browser, other, stranger].map(refresh))).toEqual([
      'RefreshTokenInvalid',
      'RefreshTokenInvalid',
      'refreshed',
    ]);
  });
});

describe('rotation of keys', () => {
  it('lets whoever is logged in go on', async () => {
    const { browser, token } = await registered();
    keys = {
      ...testKeys,
      accessTokenKeys: ['the key that comes next, 32 characters long', ...testKeys.accessTokenKeys],
    };
    expect((await browser.send('GET', '/me', { token })).statusCode).toBe(200);
    const answer = await browser.send('POST', '/refresh');
    keys = { ...keys, accessTokenKeys: ['the key that comes next, 32 characters long'] };
    expect((await browser.send('GET', '/me', { token: answer.json().accessToken })).statusCode).toBe(200);
    expect((await browser.send('GET', '/me', { token })).json()).toMatchObject({ code: 'AccessTokenInvalid' });
    expect(await refresh(browser)).toBe('refreshed');
  });

  it('leaves a device known that refreshed meanwhile', async () => {
    const { browser } = await registered();
    const away = copyOf(browser);
    const next = 'the key that comes next, 32 characters long';
    keys = { ...testKeys, accessTokenKeys: [next, ...testKeys.accessTokenKeys] };
    await refresh(browser);
    keys = { ...keys, accessTokenKeys: [next] };
    const guesser = openOne();
    const guess = { login: 'zoe', password: 'a wrong guess' };
    for (const _ of Array(10)) await guesser.send('POST', '/login', { body: guess });
    expect((await logIn(away)).statusCode).toBe(429);
    expect((await logIn(browser)).statusCode).toBe(200);
  });
});

describe('sweepSessions', () => {
  it('deletes what has ended, and nothing that can be exchanged', async () => {
    await registered();
    pass(61 * daySeconds);
    const { browser } = await registered('ann');
    pass(29 * daySeconds);
    await sweepSessions(postgres.databases.auth, new Date(clockMs));
    const { rows } = await postgres.admin.auth.query(
      `SELECT (SELECT count(*)::int FROM refresh_families) AS families,
              (SELECT count(*)::int FROM refresh_tokens) AS tokens`,
    );
    expect(rows).toEqual([{ families: 1, tokens: 1 }]);
    expect(await refresh(browser)).toBe('refreshed');
  });

  it('deletes logins that were ended, in batches', async () => {
    const { browser, token } = await registered();
    for (const _ of Array(5)) await logIn(openOne());
    await browser.send('POST', '/logout-everywhere', { token });
    await logIn(browser);
    pass(61);
    await sweepSessions(postgres.databases.auth, new Date(clockMs), 2);
    expect((await postgres.admin.auth.query('SELECT FROM refresh_families')).rowCount).toBe(1);
    expect(await refresh(browser)).toBe('refreshed');
  });
});
