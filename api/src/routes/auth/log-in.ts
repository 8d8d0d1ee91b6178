/**
 * Logging in by username or e-mail address. Whoever is refused learns nothing: no such account, or another password, is the
 * same answer after the same work.
 */

import type { AdmittedAttempt } from '../../auth/attempt-admission.ts';
import { provedDevice } from '../../auth/device-proof.ts';
import { ApiError } from '../../problems/api-error.ts';
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

/** An attempt that could not be finished does not count. Throws what `attempt` throws. */
export const verifyPassword = async (
  { passwords }: Pick<AccountServices, 'passwords'>,
  attempt: AdmittedAttempt,
  password: string,
  storedHash: string | undefined,
): Promise<boolean> => {
  try {
    return await passwords.verify(password, storedHash);
  } catch (error) {
    await attempt.withdrawn();
    throw error;
  }
};

const renewOutdatedHash = async (
  { passwords, pool }: AccountServices,
  user: UserWithPassword,
  password: string,
): Promise<void> => {
  if (!passwords.isOutdated(user.passwordHash)) return;
  await replacePasswordHash(pool, user, await passwords.hash(password));
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
  const attempt = await services.throttle.admitLogin({ login, address, device });
  const isRight = await verifyPassword(services, attempt, password, user?.passwordHash);
  if (user === undefined || !isRight) throw refused();
  await attempt.succeeded();
  await renewOutdatedHash(services, user, password);
  const session = await startSession(services, user, device);
  if (session === undefined) throw refused();
  return session;
};
