/**
 * Registering. That a name or an address is taken cannot be kept from who asks for it; that each attempt counts keeps them from
 * asking for many. Nobody proves that the address is theirs: it names the account, and no mail is ever sent to it.
 */
import { ensureGoodPassword } from '../../auth/password-rules.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { ApiError } from '../../problems/api-error.ts';
import { networkOf } from '../../viewers/network-of.ts';
import type { AccountServices } from './account-services.ts';
import { type Session, startSession } from './sessions.ts';
import { findTakenNames, insertUser, type TakenName } from './users-repository.ts';

export interface Registration {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly displayName: string | null;
}

/** The problem of names that somebody has. */
export const accountTaken = (names: readonly TakenName[]): ApiError =>
  new ApiError('AccountTaken', 'Could not take these names, somebody has them: choose others', {
    fields: Object.fromEntries(names.map((name) => [name, 'is taken'])),
  });

const ensureFree = async ({ pool }: AccountServices, registration: Registration): Promise<void> => {
  const taken = await findTakenNames(pool, registration);
  if (taken.length > 0) throw accountTaken(taken);
};

const hashPassword = async ({ passwords, throttle }: AccountServices, password: string, address: string) => {
  const waiter = { party: networkOf(address), isKnown: false };
  const attempt = await throttle.admitRegistration(address);
  try {
    return await passwords.hash(password, waiter);
  } catch (error) {
    await attempt.withdrawn();
    throw error;
  }
};

/**
 * Makes an account and starts its first session.
 *
 * @throws ApiError RequestInvalid for a bad password; AccountTaken; TooManyRequests with the time to wait; Busy
 */
export const register = async (
  services: AccountServices,
  registration: Registration,
  address: string,
): Promise<Session> => {
  ensureGoodPassword(registration.password, registration);
  const passwordHash = await hashPassword(services, registration.password, address);
  const user = await inTransaction(services.pool, (client) =>
    insertUser(client, { ...registration, passwordHash }, services.isFirstUserAdmin),
  );
  if (user === undefined) await ensureFree(services, registration);
  const session = user && (await startSession(services, user));
  if (session === undefined)
    throw new ApiError(
      'Conflict',
      'Could not register: somebody changed the account or its names meanwhile; try again',
    );
  return session;
};
