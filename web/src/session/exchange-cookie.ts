/** Exchanges the refresh cookie for the next one, and for an access token. */
import type { ApiClient } from '../api/api-client.ts';
import { ApiProblem, isProblem } from '../api/api-problem.ts';
import type { Session as SessionAnswer } from '../api/generated/schemas.ts';

export type Exchange =
  | { readonly kind: 'session'; readonly answer: SessionAnswer }
  /** The api knows no login of this browser any more. */
  | { readonly kind: 'ended' }
  /** Nobody said: the login may hold yet. */
  | { readonly kind: 'unknown' };

const supersededWaitMs = 1000;
const maxTries = 6;

const tryOnce = async (api: ApiClient): Promise<Exchange | 'superseded'> => {
  try {
    return { kind: 'session', answer: await api.call<SessionAnswer>('POST', '/api/auth/refresh') };
  } catch (error) {
    if (isProblem(error, 'RefreshSuperseded')) return 'superseded';
    return error instanceof ApiProblem && error.status === 401 ? { kind: 'ended' } : { kind: 'unknown' };
  }
};

/** Asks again when another tab has just exchanged the cookie: the browser is about to have the next one. Never throws. */
export const exchangeCookie = async (api: ApiClient): Promise<Exchange> => {
  for (let tries = 1; tries <= maxTries; tries += 1) {
    const outcome = await tryOnce(api);
    if (outcome !== 'superseded') return outcome;
    await new Promise((resolve) => setTimeout(resolve, supersededWaitMs));
  }
  return { kind: 'unknown' };
};
