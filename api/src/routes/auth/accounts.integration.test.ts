import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BoundedRun } from '../../auth/bounded-concurrency.ts';
import { createPasswords } from '../../auth/passwords.ts';
import { buildTestApp, type TestApp, type TestAppOptions } from '../../testing/test-app.ts';
import { useTestPostgres } from '../../testing/use-test-postgres.ts';
import { createAccountServices } from './account-services.ts';
import { logIn } from './log-in.ts';
import { register } from './register.ts';
import { openBrowser, type TestBrowser } from './testing/browser.ts';

const password = 'correct horse battery';
const cheapCost = { memory: 64, passes: 1, parallelism: 1 };
const stranger = { party: '198.51.100.1', isKnown: false };
const zoe = { username: 'zoe', email: 'zoe@example.org', password };

const nowhere = { address: '198.51.100.1', deviceCookie: undefined };

const postgres = useTestPostgres();
let api: TestApp;
let clockMs = 0;

const now = () => new Date(clockMs);
const build = (options: Partial<TestAppOptions> = {}) => buildTestApp({ postgres, now, ...options });
const openOne = (address?: string) => openBrowser(api.app, address);
const logInWith = (browser: TestBrowser, body: { login: string; password: string }, address?: string) =>
  browser.send('POST', '/login', { body, ...(address === undefined ? {} : { address }) });

/** The domain without the cost of real hashes, for many at once. */
const cheapServices = (run: BoundedRun = (work) => work()) => ({
  ...createAccountServices(api),
  passwords: createPasswords({ cost: cheapCost, run }),
});

/** Registers zoe; returns her browser and access token. */
const registerZoe = async () => {
  const browser = openOne();
  const answer = await browser.send('POST', '/register', { body: zoe });
  return { browser, token: answer.json().accessToken as string };
};

beforeAll(async () => {
  api = await build();
});
afterAll(async () => {
  await api.close();
});
beforeEach(async () => {
  await postgres.clear();
  clockMs = Date.parse('2026-01-02T03:04:05Z');
});

describe('POST /api/auth/register', () => {
  it('makes an account and logs in', async () => {
    const browser = openOne();
    const answer = await browser.send('POST', '/register', { body: { ...zoe, displayName: 'Zoë' } });
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toEqual({
      user: {
        id: expect.any(String),
        username: 'zoe',
        email: 'zoe@example.org',
        displayName: 'Zoë',
        role: 'user',
        createdAt: expect.any(String),
      },
      accessToken: expect.any(String),
      accessTokenExpiresAt: '2026-01-02T03:14:05.000Z',
    });
    expect([...browser.cookies.keys()]).toEqual(['kubecast_refresh', 'kubecast_device']);
  });

  it('sends its cookies to /api/auth alone, and hides them from scripts and other sites', async () => {
    const answer = await openOne().send('POST', '/register', { body: zoe });
    const [refresh, device] = [answer.headers['set-cookie']].flat();
    expect(refresh).toMatch(
      /^kubecast_refresh=[^;]+; Path=\/api\/auth; Expires=Sun, 01 Feb 2026 03:04:05 GMT; HttpOnly; SameSite=Strict$/,
    );
    expect(device).toMatch(/^kubecast_device=[^;]+; Max-Age=31536000; Path=\/api\/auth; HttpOnly; SameSite=Strict$/);
  });

  it('has its cookies sent by https alone where the request came so', async () => {
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '198.51.100.1' };
    const answer = await api.app.inject({ method: 'POST', url: '/api/auth/register', headers, payload: zoe });
    for (const cookie of [answer.headers['set-cookie']].flat()) expect(cookie).toContain('; Secure');
  });

  it.each([
    [{ username: 'ZOE', email: 'other@example.org' }, { username: 'is taken' }],
    [{ username: 'other', email: 'Zoe@Example.org' }, { email: 'is taken' }],
    [{}, { username: 'is taken', email: 'is taken' }],
  ])('names what somebody has of %j', async (names, fields) => {
    await registerZoe();
    const answer = await openOne().send('POST', '/register', { body: { ...zoe, ...names } });
    expect(answer.json()).toMatchObject({ status: 409, code: 'AccountTaken', fields });
  });

  it('gives a name to one of many who ask at once', async () => {
    const bodies = Array.from({ length: 10 }, (_, index) => ({ ...zoe, email: `zoe${index}@example.org` }));
    const answers = await Promise.all(bodies.map((body) => openOne().send('POST', '/register', { body })));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, ...Array(9).fill(409)]);
  });

  it.each([
    [{ username: 'zo' }, 'username'],
    [{ username: 'zoe@home' }, 'username'],
    [{ email: 'zoe' }, 'email'],
    [{ password: 'short' }, 'password'],
    [{ password: 'password123' }, 'password'],
    [{ password: 'x'.repeat(257) }, 'password'],
    [{ displayName: '' }, 'displayName'],
    [{ displayName: 'a\u0000b' }, 'displayName'],
    [{ role: 'admin' }, 'role'],
  ])('refuses %j', async (wrong, field) => {
    const answer = await openOne().send('POST', '/register', { body: { ...zoe, ...wrong } });
    expect(answer.json()).toMatchObject({
      status: 400,
      code: 'RequestInvalid',
      fields: { [field]: expect.any(String) },
    });
  });

  it('makes exactly one administrator of twenty who register at once, where the configuration says so', async () => {
    const services = { ...cheapServices(), isFirstUserAdmin: true };
    const names = Array.from({ length: 20 }, (_, index) => ({
      username: `u${index}x`,
      email: `u${index}@example.org`,
    }));
    const sessions = await Promise.all(
      names.map((each) => register(services, { ...zoe, ...each, displayName: null }, '192.0.2.1')),
    );
    expect(sessions.map(({ user }) => user.role).sort()).toEqual(['admin', ...Array(19).fill('user')]);
  });

  it('makes the first of all administrator, and not the second', async () => {
    await using first = await build({ config: { KUBECAST_FIRST_USER_IS_ADMIN: true } });
    const roleOf = async (username: string) => {
      const body = { ...zoe, username, email: `${username}@example.org` };
      return (await openBrowser(first.app).send('POST', '/register', { body })).json().user.role;
    };
    expect([await roleOf('zoe'), await roleOf('ann')]).toEqual(['admin', 'user']);
  });

  it('makes nobody administrator where it does not', async () => {
    const { token } = await registerZoe();
    expect((await openOne().send('GET', '/me', { token })).json()).toMatchObject({ role: 'user' });
  });
});

describe('POST /api/auth/login', () => {
  it.each(['zoe', 'ZOE', 'zoe@example.org', 'Zoe@Example.ORG'])('logs in as %s', async (login) => {
    await registerZoe();
    const answer = await logInWith(openOne(), { login, password });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ user: { username: 'zoe' } });
  });

  it('says the same of an account that is not there as of another password', async () => {
    await registerZoe();
    const refusal = async (login: string) => {
      const answer = await logInWith(openOne(), { login, password: 'correct horse batterx' });
      const { requestId: _, ...problem } = answer.json();
      return { problem, status: answer.statusCode, headers: Object.keys(answer.headers) };
    };
    const wrong = await refusal('zoe');
    expect(wrong.problem).toMatchObject({ status: 401, code: 'LoginRefused' });
    expect(await refusal('nobody')).toEqual(wrong);
    expect(await refusal('nobody@example.org')).toEqual(wrong);
  });

  it('knows an account by no letters but its own', async () => {
    const body = { ...zoe, username: 'mississippi', email: 'm@example.org' };
    await openOne().send('POST', '/register', { body });
    expect((await logInWith(openOne(), { login: 'm\u0130ssissippi', password })).statusCode).toBe(401);
    expect((await logInWith(openOne(), { login: 'MISSISSIPPI', password })).statusCode).toBe(200);
  });

  it('makes who guesses wait, and tells how long', async () => {
    await registerZoe();
    const attacker = openOne('198.51.100.1');
    for (const _ of Array(10)) await logInWith(attacker, { login: 'zoe', password: 'a wrong guess' });
    const answer = await logInWith(attacker, { login: 'zoe', password });
    expect(answer.json()).toMatchObject({ status: 429, code: 'TooManyRequests' });
    expect(answer.headers['retry-after']).toBe('1');
    clockMs += 1000;
    expect((await logInWith(attacker, { login: 'zoe', password })).statusCode).toBe(200);
  });

  it('lets the owner in from the browser they logged in with before, beside a guesser at the same address', async () => {
    const { browser } = await registerZoe();
    await browser.send('POST', '/logout');
    const attacker = openOne('192.0.2.1');
    for (const _ of Array(12)) await logInWith(attacker, { login: 'zoe', password: 'a wrong guess' });
    expect((await logInWith(attacker, { login: 'zoe', password })).statusCode).toBe(429);
    expect((await logInWith(browser, { login: 'zoe', password })).statusCode).toBe(200);
  });

  it('gives a device no allowance for another account', async () => {
    await registerZoe();
    const mallory = openOne('198.51.100.1');
    await mallory.send('POST', '/register', { body: { ...zoe, username: 'mallory', email: 'm@example.org' } });
    for (const _ of Array(10)) await logInWith(mallory, { login: 'zoe', password: 'a wrong guess' });
    expect((await logInWith(mallory, { login: 'zoe', password })).statusCode).toBe(429);
  });

  it('hashes anew what was hashed at another cost, and keeps the other logins', async () => {
    const { token } = await registerZoe();
    const older = await createPasswords({ cost: cheapCost }).hash(password, stranger);
    await postgres.admin.auth.query('UPDATE users SET password_hash = $1', [older]);
    for (const _ of Array(2)) expect((await logInWith(openOne(), { login: 'zoe', password })).statusCode).toBe(200);
    const { rows } = await postgres.admin.auth.query('SELECT password_hash, password_version FROM users');
    expect(rows).toEqual([{ password_hash: expect.stringContaining('m=19456,t=2,p=1'), password_version: 1 }]);
    expect((await openOne().send('GET', '/me', { token })).statusCode).toBe(200);
  });

  it('logs in though there is no place to hash anew', async () => {
    await registerZoe();
    const older = await createPasswords({ cost: { ...cheapCost, memory: 32 } }).hash(password, stranger);
    await postgres.admin.auth.query('UPDATE users SET password_hash = $1', [older]);
    let places = 1;
    const services = cheapServices((work) => {
      places -= 1;
      return places < 0 ? Promise.reject(new RangeError('full')) : work();
    });
    const session = await logIn(services, { login: 'zoe', password }, nowhere);
    expect(session.user).toMatchObject({ username: 'zoe' });
  });

  it('waits with its network, and apart from it on a device that is known', async () => {
    const { browser } = await registerZoe();
    const waiters: unknown[] = [];
    const services = cheapServices((work, waiter) => {
      waiters.push(waiter);
      return work();
    });
    const logInAt = async (address: string, deviceCookie?: string) => {
      await logIn(services, { login: 'zoe', password: 'a guess' }, { address, deviceCookie }).catch(() => {});
    };
    await logInAt('2001:db8:0:1::7');
    await logInAt('198.51.100.1', browser.cookies.get('kubecast_device'));
    expect(waiters).toEqual([
      { party: '2001:db8:0:1::/64', isKnown: false },
      { party: '198.51.100.1', isKnown: true },
    ]);
  });

  it('keeps the latest fifty logins of an account', async () => {
    const { browser } = await registerZoe();
    clockMs += 1_000;
    const latest = openOne();
    await logInWith(latest, { login: 'zoe', password });
    const older = await createPasswords({ cost: cheapCost }).hash(password, stranger);
    await postgres.admin.auth.query('UPDATE users SET password_hash = $1', [older]);
    for (const _ of Array(49)) {
      clockMs += 30_000;
      await logIn(cheapServices(), { login: 'zoe', password }, nowhere);
    }
    expect((await browser.send('POST', '/refresh')).statusCode).toBe(401);
    expect((await latest.send('POST', '/refresh')).statusCode).toBe(200);
    const { rows } = await postgres.admin.auth.query(
      'SELECT count(*)::int AS logins FROM refresh_families WHERE revoked_at IS NULL',
    );
    expect(rows).toEqual([{ logins: 50 }]);
  });

  it('makes who logs in without end wait', async () => {
    const { browser } = await registerZoe();
    for (const _ of Array(20)) expect((await logInWith(browser, { login: 'zoe', password })).statusCode).toBe(200);
    const answer = await logInWith(browser, { login: 'zoe', password });
    expect(answer.json()).toMatchObject({ status: 429, code: 'TooManyRequests' });
    expect(answer.headers['retry-after']).toBe('30');
  });

  it('counts no attempt that was refused because too much is being done', async () => {
    await registerZoe();
    const busy = cheapServices(() => Promise.reject(new RangeError('full')));
    const attempt = () => logIn(busy, { login: 'zoe', password }, nowhere);
    for (const _ of Array(15)) await expect(attempt()).rejects.toThrow('full');
  });
});

describe('GET /api/auth/me', () => {
  it('refuses who is not logged in', async () => {
    expect((await openOne().send('GET', '/me')).json()).toMatchObject({ status: 401, code: 'NotLoggedIn' });
  });

  it('does not know an account that is gone', async () => {
    const { token } = await registerZoe();
    await postgres.admin.auth.query('DELETE FROM users');
    expect((await openOne().send('GET', '/me', { token })).json()).toMatchObject({ status: 401, code: 'NotLoggedIn' });
  });
});

describe('PATCH /api/auth/me', () => {
  it('changes the shown name, and takes it away', async () => {
    const { browser, token } = await registerZoe();
    const change = async (body: object) => (await browser.send('PATCH', '/me', { body, token })).json().displayName;
    expect(await change({ displayName: 'Zoë' })).toBe('Zoë');
    expect(await change({})).toBe('Zoë');
    expect(await change({ displayName: null })).toBeNull();
  });

  it.each([{ email: 'new@example.org' }, { password: 'battery staple horse' }])(
    'changes %j with the current password alone',
    async (change) => {
      const { browser, token } = await registerZoe();
      const patch = (body: object) => browser.send('PATCH', '/me', { body, token });
      expect((await patch(change)).json()).toMatchObject({
        status: 400,
        fields: { currentPassword: expect.any(String) },
      });
      const wrong = await patch({ ...change, currentPassword: 'a wrong guess' });
      expect(wrong.json()).toMatchObject({ status: 403, code: 'PasswordWrong' });
      expect((await patch({ ...change, currentPassword: password })).statusCode).toBe(200);
    },
  );

  it('takes no address that somebody has, and then changes nothing', async () => {
    await openOne().send('POST', '/register', { body: { ...zoe, username: 'ann', email: 'ann@example.org' } });
    const { browser, token } = await registerZoe();
    const body = { email: 'ANN@example.org', displayName: 'Zoë', currentPassword: password };
    const answer = await browser.send('PATCH', '/me', { body, token });
    expect(answer.json()).toMatchObject({ status: 409, code: 'AccountTaken', fields: { email: 'is taken' } });
    expect((await browser.send('GET', '/me', { token })).json()).toMatchObject({ displayName: null });
  });

  it('ends all other logins with a new password', async () => {
    const { browser, token } = await registerZoe();
    const other = openOne();
    await logInWith(other, { login: 'zoe', password });
    const body = { password: 'battery staple horse', currentPassword: password };
    expect((await browser.send('PATCH', '/me', { body, token })).statusCode).toBe(200);
    expect((await other.send('POST', '/refresh')).statusCode).toBe(401);
    expect((await browser.send('POST', '/refresh')).statusCode).toBe(200);
    expect((await logInWith(openOne(), { login: 'zoe', password })).statusCode).toBe(401);
    expect((await logInWith(openOne(), { login: 'zoe', password: body.password })).statusCode).toBe(200);
  });

  it('leaves no login by the old password that began beside the change', async () => {
    const { browser, token } = await registerZoe();
    const others = Array.from({ length: 8 }, () => openOne());
    const body = { password: 'battery staple horse', currentPassword: password };
    const logins = others.map((other) => logInWith(other, { login: 'zoe', password }));
    const change = browser.send('PATCH', '/me', { body, token });
    await Promise.all([change, ...logins]);
    for (const other of others) expect((await other.send('POST', '/refresh')).statusCode).toBe(401);
    expect((await change).statusCode).toBe(200);
  });

  it('knows the device by the new password, and no device by the old one', async () => {
    const { browser, token } = await registerZoe();
    const other = openOne();
    await logInWith(other, { login: 'zoe', password });
    const body = { password: 'battery staple horse', currentPassword: password };
    await browser.send('PATCH', '/me', { body, token });
    const attacker = openOne();
    for (const _ of Array(10)) await logInWith(attacker, { login: 'zoe', password: 'a wrong guess' });
    expect((await logInWith(other, { login: 'zoe', password: body.password })).statusCode).toBe(429);
    expect((await logInWith(browser, { login: 'zoe', password: body.password })).statusCode).toBe(200);
  });

  it('makes who guesses the current password wait', async () => {
    const { browser, token } = await registerZoe();
    const guess = { password: 'battery staple horse', currentPassword: 'a wrong guess' };
    for (const _ of Array(10)) await browser.send('PATCH', '/me', { body: guess, token });
    expect((await browser.send('PATCH', '/me', { body: guess, token })).statusCode).toBe(429);
  });

  it('makes who asks for many addresses wait, whether they are taken or not', async () => {
    const { browser, token } = await registerZoe();
    const ask = async (name: string) => {
      const body = { email: `${name}@example.org`, currentPassword: password };
      return (await browser.send('PATCH', '/me', { body, token })).statusCode;
    };
    for (const index of Array(10).keys()) expect(await ask(`name${index}`)).toBe(200);
    expect(await ask('zoe')).toBe(429);
  });
});
