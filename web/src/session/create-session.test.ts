import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ApiProblem } from '../api/api-problem.ts';
import type { Me, Session as SessionAnswer } from '../api/generated/schemas.ts';
import { createFakeApi, type FakeAnswers, type FakeApi, refusal, unreachable } from '../testing/fake-api.ts';
import { ada } from '../testing/fake-session.ts';
import { createFakeBrowser } from './testing/fake-browser.ts';

const bob: Me = { ...ada, id: '018f3f5e-0000-7000-8000-0000000000b0', username: 'bob' };
const minuteMs = 60_000;

/** Tokens are numbered in the order in which they are given. */
const givesTokens = (user: Me): (() => SessionAnswer) => {
  let given = 0;
  return () => {
    given += 1;
    const accessTokenExpiresAt = new Date(Date.now() + 10 * minuteMs).toISOString();
    return { user, accessToken: `${user.username}-${given}`, accessTokenExpiresAt };
  };
};

const ended = refusal(401, 'RefreshTokenInvalid');
const refresh = 'POST /api/auth/refresh';

const madeCalls = (api: FakeApi): readonly string[] => api.calls.map(({ method, path }) => `${method} ${path}`);

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

const openTab = (answers: FakeAnswers, stored?: string) => {
  const api = createFakeApi(answers);
  const browser = createFakeBrowser(api, stored);
  return { api, browser, ...browser.openTab() };
};

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-01T12:00:00Z') });
  onTestFinished(() => {
    vi.useRealTimers();
  });
});

describe('createSession', () => {
  it('asks nothing for a stranger', async () => {
    const { api, session } = openTab({});
    expect([session.getSnapshot(), await session.tokens.current(), api.calls]).toEqual([
      { status: 'anonymous' },
      undefined,
      [],
    ]);
  });

  it('restores who was here, and lets calls wait for it', async () => {
    const { api, session } = openTab({ [refresh]: givesTokens(ada) }, ada.id);
    expect(session.getSnapshot()).toEqual({ status: 'restoring' });
    expect(await Promise.all([session.tokens.current(), session.tokens.current()])).toEqual(['ada-1', 'ada-1']);
    expect(session.getSnapshot()).toEqual({ status: 'known', user: ada });
    expect(madeCalls(api)).toEqual([refresh]);
  });

  it('forgets a login that has ended', async () => {
    const { browser, session } = openTab({ [refresh]: ended }, ada.id);
    await settle();
    expect([session.getSnapshot(), browser.hint()]).toEqual([{ status: 'anonymous' }, undefined]);
  });

  it.each([
    ['nobody answers', unreachable],
    ['the server fails', refusal(503, 'DatabaseUnavailable')],
    ['it is too much', refusal(429, 'TooManyRequests')],
  ])('takes it for no logout that %s, and tries later', async (_why, failure) => {
    const { api, browser, session } = openTab({ [refresh]: failure }, ada.id);
    await settle();
    expect(session.getSnapshot()).toEqual({ status: 'restoring', failure: expect.any(ApiProblem) });
    expect(browser.hint()).toBe(ada.id);
    expect([await session.tokens.current(), api.calls.length]).toEqual([undefined, 1]);
    api.answer({ [refresh]: givesTokens(ada) });
    await vi.advanceTimersByTimeAsync(2000);
    expect(session.getSnapshot()).toEqual({ status: 'known', user: ada });
  });

  it('waits longer from failure to failure, at most 15 seconds', async () => {
    const { api } = openTab({ [refresh]: unreachable }, ada.id);
    await vi.advanceTimersByTimeAsync(2000 + 4000 + 8000);
    expect(api.calls.length).toBe(4);
    await vi.advanceTimersByTimeAsync(minuteMs);
    expect(api.calls.length).toBe(8);
  });

  it('tries at once when told to', async () => {
    const { api, session } = openTab({ [refresh]: unreachable }, ada.id);
    await vi.advanceTimersByTimeAsync(2000 + 4000);
    api.answer({ [refresh]: givesTokens(ada) });
    session.retry();
    expect(session.getSnapshot()).toEqual({ status: 'restoring' });
    await settle();
    expect(session.getSnapshot()).toEqual({ status: 'known', user: ada });
  });

  it('asks again when another tab was faster', async () => {
    const { api, session } = openTab({ [refresh]: refusal(409, 'RefreshSuperseded') }, ada.id);
    await settle();
    api.answer({ [refresh]: givesTokens(ada) });
    await vi.advanceTimersByTimeAsync(1000);
    expect([session.getSnapshot().status, api.calls.length]).toEqual(['known', 2]);
  });

  it('renews ahead of expiry while somebody sees the page', async () => {
    const { api, session } = openTab({ [refresh]: givesTokens(ada) }, ada.id);
    await vi.advanceTimersByTimeAsync(9 * minuteMs - 1);
    expect(api.calls.length).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect([await session.tokens.current(), api.calls.length]).toEqual(['ada-2', 2]);
  });

  it('lets the token of a hidden page run out, and renews on return or on demand', async () => {
    const { api, session, hide, show } = openTab({ [refresh]: givesTokens(ada) }, ada.id);
    await settle();
    hide();
    await vi.advanceTimersByTimeAsync(60 * minuteMs);
    expect(api.calls.length).toBe(1);
    expect(await session.tokens.current()).toBe('ada-2');
    await vi.advanceTimersByTimeAsync(60 * minuteMs);
    show();
    await settle();
    expect(api.calls.length).toBe(3);
  });

  it('gets another token when the api refuses this one', async () => {
    const { session } = openTab({ [refresh]: givesTokens(ada) }, ada.id);
    await settle();
    session.tokens.refuse('ada-0');
    expect(await session.tokens.current()).toBe('ada-1');
    session.tokens.refuse('ada-1');
    expect(await session.tokens.current()).toBe('ada-2');
  });

  it('logs in without the token of before', async () => {
    const { api, browser, session } = openTab(
      { [refresh]: givesTokens(ada), 'POST /api/auth/login': givesTokens(bob) },
      ada.id,
    );
    await settle();
    await session.logIn({ login: 'bob', password: 'correct horse' });
    expect(session.getSnapshot()).toEqual({ status: 'known', user: bob });
    expect([api.calls.at(-1)?.headers.get('authorization'), browser.hint()]).toEqual([null, bob.id]);
  });

  it('stays a stranger when the login is refused', async () => {
    const { session } = openTab({ 'POST /api/auth/login': refusal(401, 'LoginRefused') });
    await expect(session.logIn({ login: 'ada', password: 'no' })).rejects.toMatchObject({ code: 'LoginRefused' });
    expect(session.getSnapshot()).toEqual({ status: 'anonymous' });
  });

  it('logs out everywhere with the token, here by the cookie', async () => {
    const { api, session } = openTab(
      { [refresh]: givesTokens(ada), 'POST /api/auth/logout-everywhere': undefined },
      ada.id,
    );
    await session.logOutEverywhere();
    expect([session.getSnapshot().status, api.calls.at(-1)?.headers.get('authorization')]).toEqual([
      'anonymous',
      'Bearer ada-1',
    ]);
  });

  it('stays logged in when nobody heard the logout', async () => {
    const { session } = openTab({ [refresh]: givesTokens(ada), 'POST /api/auth/logout': unreachable }, ada.id);
    await settle();
    await expect(session.logOut()).rejects.toMatchObject({ code: 'Unreachable' });
    expect(session.getSnapshot().status).toBe('known');
  });

  it('lets one tab refresh at a time', async () => {
    let underWay = 0;
    let most = 0;
    const next = givesTokens(ada);
    const answer = async (): Promise<SessionAnswer> => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 100));
      underWay -= 1;
      return next();
    };
    const { browser } = openTab({ [refresh]: answer }, ada.id);
    const others = [browser.openTab(), browser.openTab()];
    await vi.advanceTimersByTimeAsync(300);
    expect([most, ...others.map(({ session }) => session.getSnapshot().status)]).toEqual([1, 'known', 'known']);
  });

  it('logs other tabs in and out with this one', async () => {
    const { browser, session } = openTab({
      'POST /api/auth/login': givesTokens(ada),
      'POST /api/auth/logout': undefined,
      [refresh]: givesTokens(ada),
    });
    const other = browser.openTab().session;
    await session.logIn({ login: 'ada', password: 'correct horse' });
    expect(other.getSnapshot()).toEqual({ status: 'restoring' });
    await settle();
    expect(other.getSnapshot()).toEqual({ status: 'known', user: ada });
    await other.logOut();
    expect([session.getSnapshot(), await session.tokens.current()]).toEqual([{ status: 'anonymous' }, undefined]);
  });

  it('shows nobody the former user when another tab logs in as somebody else', async () => {
    const { api, browser, session } = openTab(
      { [refresh]: givesTokens(ada), 'POST /api/auth/login': givesTokens(bob) },
      ada.id,
    );
    const other = browser.openTab().session;
    await settle();
    api.answer({ [refresh]: givesTokens(bob) });
    await session.logIn({ login: 'bob', password: 'correct horse' });
    expect(other.getSnapshot()).toEqual({ status: 'restoring' });
    await settle();
    expect(other.getSnapshot()).toEqual({ status: 'known', user: bob });
  });

  it.each([
    ['in', undefined, { status: 'known', user: ada }],
    ['out', ada.id, { status: 'anonymous' }],
  ])('hears of a log%s elsewhere when the browser brings it back', async (way, stored, state) => {
    const answers = { 'POST /api/auth/login': givesTokens(ada), 'POST /api/auth/logout': undefined };
    const { browser, session, putAway, show } = openTab({ ...answers, [refresh]: givesTokens(ada) }, stored);
    const other = browser.openTab().session;
    await settle();
    const before = session.getSnapshot();
    putAway();
    await (way === 'in' ? other.logIn({ login: 'ada', password: 'correct horse' }) : other.logOut());
    expect(session.getSnapshot()).toBe(before);
    show();
    await settle();
    expect(session.getSnapshot()).toEqual(state);
  });

  it('takes a change of the account of who is here alone', async () => {
    const { browser, session } = openTab({ [refresh]: givesTokens(ada) }, ada.id);
    await settle();
    session.changeUser({ ...ada, displayName: 'Ada' });
    session.changeUser({ ...bob, displayName: 'Bob' });
    expect(session.getSnapshot()).toEqual({ status: 'known', user: { ...ada, displayName: 'Ada' } });
    browser.clear();
    session.changeUser(ada);
    expect(session.getSnapshot()).toEqual({ status: 'anonymous' });
  });

  it('takes no answer of before a logout', async () => {
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { browser, session } = openTab({ [refresh]: () => held.then(givesTokens(ada)) }, ada.id);
    await settle();
    browser.clear();
    answer();
    await settle();
    expect(session.getSnapshot()).toEqual({ status: 'anonymous' });
  });
});
