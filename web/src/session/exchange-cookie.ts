/** Exchanges the refresh cookie for the next one, and for an access token. */
import type { ApiClient } from '../api/api-client.ts';
import { ApiProblem, isProblem } from '../api/api-problem.ts';
import type { Session as SessionAnswer } from '../api/generated/schemas.ts';

export type Exchange =
  | { readonly kind: 'session'; readonly answer: SessionAnswer }
  /** The api knows no login of this browser any more. */
  | { readonly kind: 'ended' }
  /** Nobody said: the login may hold yet. */
  | { readonly kind: 'unknown'; readonly failure: unknown };

const supersededWaitMs = 1000;
const maxTries = 6;

const tryOnce = async (api: ApiClient): Promise<Exchange> => {
  try {
    return { kind: 'session', answer: await api.call<SessionAnswer>('POST', '/api/auth/refresh') };
  } catch (error) {
    return error instanceof ApiProblem && error.status === 401
      ? { kind: 'ended' }
      : { kind: 'unknown', failure: error };
  }
};

const isSuperseded = (exchange: Exchange): boolean =>
  exchange.kind === 'unknown' && isProblem(exchange.failure, 'RefreshSuperseded');

/** Asks again when another tab has just exchanged the cookie: the browser is about to have the next one. Never throws. */
export const exchangeCookie = async (api: ApiClient): Promise<Exchange> => {
  for (let tries = 1; ; tries += 1) {
    const exchange = await tryOnce(api);
    if (!isSuperseded(exchange) || tries === maxTries) return exchange;
    await new Promise((resolve) => setTimeout(resolve, supersededWaitMs));
  }
};
