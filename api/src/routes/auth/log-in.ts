/**
 * Logging in by username or e-mail address. Whoever is refused learns nothing: no such account, or another password, is the
 * same answer after the same work.
 */

import type { AdmittedAttempt } from '../../auth/attempt-admission.ts';
import { provedDevice } from '../../auth/device-proof.ts';
import type { Waiter } from '../../auth/who-yields.ts';
import { ApiError } from '../../problems/api-error.ts';
import { networkOf } from '../../viewers/network-of.ts';
import type { AccountServices } from './account-services.ts';
import { type Session, startSession } from './sessions.ts';
import type { UserWithPassword } from './user.ts';
import { findUserByLogin, replacePasswordHash } from './users-repository.ts';

export interface Credentials {
  /** Username or e-mail address. */
  readonly login: string;
  readonly password: string;
}

/** Where an attempt comes from. */
export interface Origin {
  readonly address: string;
  /** As presented, unproved. */
  readonly deviceCookie: string | undefined;
}

const refused = (): ApiError =>
  new ApiError('LoginRefused', 'Could not log in: there is no such account, or the password is another');

export interface PresentedPassword {
  readonly password: string;
  /** Undefined: there is no such user. */
  readonly storedHash: string | undefined;
  readonly waiter: Waiter;
}

/** An attempt that could not be finished does not count. Throws what `attempt` throws. */
export const verifyPassword = async (
  { passwords }: Pick<AccountServices, 'passwords'>,
  attempt: Pick<AdmittedAttempt, 'withdrawn'>,
  { password, storedHash, waiter }: PresentedPassword,
): Promise<boolean> => {
  try {
    return await passwords.verify(password, storedHash, waiter);
  } catch (error) {
    await attempt.withdrawn();
    throw error;
  }
};

/** Another time will do as well when this one fails. */
const renewOutdatedHash = async (
  { passwords, pool, logger }: AccountServices,
  user: UserWithPassword,
  password: string,
  waiter: Waiter,
): Promise<void> => {
  if (!passwords.isOutdated(user.passwordHash)) return;
  try {
    await replacePasswordHash(pool, user, await passwords.hash(password, waiter));
  } catch (err) {
    logger.warn({ err }, 'Renewing the hash of a password failed');
  }
};

/**
 * Checks the password and starts a session.
 *
 * @throws ApiError LoginRefused; TooManyRequests with the time to wait; Busy
 */
export const logIn = async (
  services: AccountServices,
  { login, password }: Credentials,
  { address, deviceCookie }: Origin,
): Promise<Session> => {
  const user = await findUserByLogin(services.pool, login);
  const device = user && provedDevice(services.keys(), user, deviceCookie);
  const waiter = { party: networkOf(address), isKnown: device !== undefined };
  const attempt = await services.throttle.admitLogin({ login, userId: user?.id, address, device });
  const isRight = await verifyPassword(services, attempt, { password, storedHash: user?.passwordHash, waiter });
  if (user === undefined || !isRight) throw refused();
  await attempt.succeeded();
  await renewOutdatedHash(services, user, password, waiter);
  const session = await startSession(services, user, device);
  if (session === undefined) throw refused();
  return session;
};
