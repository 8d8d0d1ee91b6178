/** A session without cookies, clocks and other tabs, whose calls a fake api answers. */
import { ApiClient } from '../api/api-client.ts';
import type { Me, Session as SessionAnswer } from '../api/generated/schemas.ts';
import type { Session, SessionState } from '../session/session.ts';
import { StateStore } from '../state/state-store.ts';

/** Somebody who is logged in. */
export const ada: Me = {
  id: '018f3f5e-0000-7000-8000-0000000000ad',
  username: 'ada',
  email: 'ada@example.org',
  displayName: 'Ada Lovelace',
  role: 'user',
  createdAt: '2026-01-02T03:04:05.000Z',
};

/** The token of who is logged in. */
export const fakeToken = 'access-token';

const stateOf = (user: Me | undefined): SessionState => (user ? { status: 'known', user } : { status: 'anonymous' });

/** Begins as `user`, or as a stranger. */
export const createFakeSession = (user: Me | undefined, fetcher: typeof fetch): Session => {
  const store = new StateStore<{ state: SessionState }>({ state: stateOf(user) });
  const become = (next: Me | undefined): void => store.update({ state: stateOf(next) });
  const current = async (): Promise<string | undefined> =>
    store.getSnapshot().state.status === 'known' ? fakeToken : undefined;
  const api = new ApiClient({ current, refuse: () => become(undefined) }, fetcher);
  const begin = async (path: '/api/auth/login' | '/api/auth/register', body: unknown): Promise<void> =>
    become((await api.call<SessionAnswer>('POST', path, { body })).user);
  const end = async (path: '/api/auth/logout' | '/api/auth/logout-everywhere'): Promise<void> => {
    await api.call('POST', path);
    become(undefined);
  };
  return {
    subscribe: store.subscribe,
    getSnapshot: () => store.getSnapshot().state,
    tokens: { current, refuse: () => become(undefined) },
    retry: () => undefined,
    logIn: (credentials) => begin('/api/auth/login', credentials),
    register: (registration) => begin('/api/auth/register', registration),
    logOut: () => end('/api/auth/logout'),
    logOutEverywhere: () => end('/api/auth/logout-everywhere'),
    changeUser: become,
  };
};
