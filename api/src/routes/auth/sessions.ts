/** The life of a login: started, exchanged, ended. */
import { randomUUID } from 'node:crypto';
import type { AccessToken } from '../../auth/access-tokens.ts';
import { newDeviceId, signDevice } from '../../auth/device-proof.ts';
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
  exchangeToken,
  insertFamily,
  observeToken,
  revokeFamilies,
  revokeFamily,
} from './refresh-tokens-repository.ts';
import type { User } from './user.ts';

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
  /** The value of the device's cookie; undefined where it has one already. */
  readonly device?: string;
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

const refuse = async ({ pool, now, logger }: AccountServices, token: RefreshToken): Promise<ApiError> => {
  const verdict = judgeRefusedToken(await observeToken(pool, token, now()), now());
  if (verdict === 'superseded') return superseded();
  if (verdict === 'reused') {
    logger.warn({ familyId: token.familyId }, 'Ending a login whose refresh token was used twice');
    await revokeFamily(pool, token.familyId, now());
  }
  return ended();
};

/**
 * Exchanges a refresh token for its successor and a new access token.
 *
 * @throws ApiError RefreshTokenInvalid when the login is over, or is now: see `refresh-token.ts`; RefreshSuperseded
 */
export const refreshSession = async (services: AccountServices, token: RefreshToken | undefined): Promise<Session> => {
  if (token === undefined) throw ended();
  const next = newRefreshToken(token.familyId);
  const exchanged = await exchangeToken(services.pool, token, next, services.now());
  if (exchanged === undefined) throw await refuse(services, token);
  const { user, expiresAt } = exchanged;
  return {
    user,
    access: await services.accessTokens.sign(user),
    refresh: { value: formatRefreshToken(next), expiresAt },
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
