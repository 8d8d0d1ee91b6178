/** The life of a login: started, exchanged, ended. */
import { randomUUID } from 'node:crypto';
import type { AccessToken } from '../../auth/access-tokens.ts';
import { newDeviceId, provedDevice, signDevice } from '../../auth/device-proof.ts';
import { ApiError } from '../../problems/api-error.ts';
import type { AccountServices } from './account-services.ts';
import {
  formatRefreshToken,
  judgeRefusedToken,
  newRefreshToken,
  type RefreshToken,
  refreshTokenSeconds,
} from './refresh-token.ts';
import {
  type ExchangedToken,
  exchangeToken,
  insertFamily,
  observeToken,
  replaceSuccessor,
  revokeFamilies,
  revokeFamily,
} from './refresh-tokens-repository.ts';
import type { User } from './user.ts';
import { findUser } from './users-repository.ts';

/** Of the refresh cookie. */
export interface RefreshCookie {
  readonly value: string;
  readonly expiresAt: Date;
}

/** What whoever is logged in holds. */
export interface Session {
  readonly user: User;
  readonly access: AccessToken;
  readonly refresh: RefreshCookie;
  /** The value of the device's cookie; undefined for a device that did not prove itself at a refresh. */
  readonly device: string | undefined;
}

/** The value of a device's cookie, good for the password of now. */
export const deviceCookieFor = ({ keys }: AccountServices, user: User, device = newDeviceId()): string =>
  signDevice(keys(), user, device);

/** Undefined when the password was changed since `user` was read. */
export const startSession = async (
  services: AccountServices,
  user: User,
  device?: string,
): Promise<Session | undefined> => {
  const now = services.now();
  const token = newRefreshToken(randomUUID());
  if (!(await insertFamily(services.pool, user, token, now))) return undefined;
  return {
    user,
    access: await services.accessTokens.sign(user),
    refresh: {
      value: formatRefreshToken(token),
      expiresAt: new Date(now.getTime() + refreshTokenSeconds * 1000),
    },
    device: deviceCookieFor(services, user, device),
  };
};

const ended = (): ApiError =>
  new ApiError('RefreshTokenInvalid', 'Could not go on with this login, it has ended: log in again');

const superseded = (): ApiError =>
  new ApiError(
    'RefreshSuperseded',
    'Could not exchange the token, since another request just did: send this one again with the new cookie',
  );

/** Whether the cookie proves a device of the user's. */
const isOwnDevice = async ({ pool, keys }: AccountServices, userId: string, deviceCookie: string | undefined) => {
  const user = deviceCookie === undefined ? undefined : await findUser(pool, userId);
  return user !== undefined && provedDevice(keys(), user, deviceCookie) !== undefined;
};

/** What a browser presents to go on with a login. */
export interface PresentedLogin {
  readonly token: RefreshToken | undefined;
  /** As presented, unproved. */
  readonly deviceCookie: string | undefined;
}

interface Exchange {
  readonly token: RefreshToken;
  readonly next: RefreshToken;
  readonly deviceCookie: string | undefined;
}

/** Exchanges once more a token whose first answer was lost. Throws ApiError RefreshTokenInvalid, RefreshSuperseded. */
const exchangeAgain = async (
  services: AccountServices,
  { token, next, deviceCookie }: Exchange,
): Promise<ExchangedToken> => {
  const { pool, now, logger } = services;
  const state = await observeToken(pool, token, now());
  const verdict = judgeRefusedToken(state, now());
  if (verdict === 'reused') {
    logger.warn({ familyId: token.familyId }, 'Ending a login whose refresh token was used twice');
    await revokeFamily(pool, token.familyId, now());
  }
  if (state === undefined || verdict !== 'superseded') throw ended();
  const isOwn = await isOwnDevice(services, state.userId, deviceCookie);
  const exchanged = isOwn ? await replaceSuccessor(pool, token, next, now()) : undefined;
  if (exchanged === undefined) throw superseded();
  return exchanged;
};

/**
 * Exchanges a refresh token for its successor and a new access token. The cookie of a device that proves itself is signed anew, with
 * the key of now.
 *
 * @throws ApiError RefreshTokenInvalid when the login is over, or is now: see `refresh-token.ts`; RefreshSuperseded
 */
export const refreshSession = async (
  services: AccountServices,
  { token, deviceCookie }: PresentedLogin,
): Promise<Session> => {
  if (token === undefined) throw ended();
  const next = newRefreshToken(token.familyId);
  const exchanged =
    (await exchangeToken(services.pool, token, next, services.now())) ??
    (await exchangeAgain(services, { token, next, deviceCookie }));
  const { user, expiresAt } = exchanged;
  const device = provedDevice(services.keys(), user, deviceCookie);
  return {
    user,
    access: await services.accessTokens.sign(user),
    refresh: { value: formatRefreshToken(next), expiresAt },
    device: device && deviceCookieFor(services, user, device),
  };
};

/** Ends this login. Access tokens that were given die by time. */
export const endSession = async ({ pool, now }: AccountServices, token: RefreshToken | undefined): Promise<void> => {
  if (token !== undefined) await revokeFamily(pool, token.familyId, now());
};

/** Ends all logins of a user. Access tokens that were given die by time. */
export const endAllSessions = async ({ pool, now }: AccountServices, userId: string): Promise<void> => {
  await revokeFamilies(pool, { userId, now: now() });
};
