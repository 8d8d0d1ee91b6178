/** The {@link Session} over the api's `/api/auth` routes. */

import { ApiClient } from '../api/api-client.ts';
import type { Session as SessionAnswer } from '../api/generated/schemas.ts';
import { StateStore } from '../state/state-store.ts';
import type { Session, SessionState } from './session.ts';

const noTokens = { current: async () => undefined, refuse: () => undefined };

/** Begins with `restoring`. */
export const createSession = (): Session => {
  const api = new ApiClient(noTokens);
  const store = new StateStore<{ state: SessionState }>({ state: { status: 'restoring' } });
  let token: string | undefined;
  const take = (answer: SessionAnswer): void => {
    token = answer.accessToken;
    store.update({ state: { status: 'known', user: answer.user } });
  };
  const forget = (): void => {
    token = undefined;
    store.update({ state: { status: 'anonymous' } });
  };
  const refresh = async (): Promise<string | undefined> => {
    await api.call<SessionAnswer>('POST', '/api/auth/refresh').then(take, forget);
    return token;
  };
  let restoring: Promise<string | undefined> | undefined = refresh();
  return {
    subscribe: store.subscribe,
    getSnapshot: () => store.getSnapshot().state,
    tokens: {
      current: async () => {
        await restoring;
        return token;
      },
      refuse: (refused) => {
        if (refused === token) restoring = refresh();
      },
    },
    logIn: async (credentials) => take(await api.call('POST', '/api/auth/login', { body: credentials })),
    register: async (registration) => take(await api.call('POST', '/api/auth/register', { body: registration })),
    logOut: async () => {
      await api.call('POST', '/api/auth/logout');
      forget();
    },
    logOutEverywhere: async () => {
      await new ApiClient({ ...noTokens, current: async () => token }).call('POST', '/api/auth/logout-everywhere');
      forget();
    },
    changeUser: (user) => store.update({ state: { status: 'known', user } }),
  };
};
