/** Changing one's account. What the account can be taken over by, its address and its password, asks for the password first. */
import { ensureGoodPassword } from '../../auth/password-rules.ts';
import type { Waiter } from '../../auth/who-yields.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { ApiError } from '../../problems/api-error.ts';
import { networkOf } from '../../viewers/network-of.ts';
import type { AccountServices } from './account-services.ts';
import { verifyPassword } from './log-in.ts';
import { revokeFamilies } from './refresh-tokens-repository.ts';
import { accountTaken } from './register.ts';
import type { User, UserWithPassword } from './user.ts';
import { findUser, type UserChange, type UserUpdate, updateUser } from './users-repository.ts';

/** What is undefined stays. */
export interface ProfileChange {
  /** Null: none any more. */
  readonly displayName?: string | null;
  readonly email?: string;
  readonly password?: string;
  readonly currentPassword?: string;
}

/** The caller's account. Throws ApiError `NotLoggedIn` when it is gone. */
export const readUser = async ({ pool }: AccountServices, id: string): Promise<UserWithPassword> => {
  const user = await findUser(pool, id);
  if (user === undefined) throw new ApiError('NotLoggedIn', 'Could not find your account: log in again');
  return user;
};

const ensureCurrentPassword = async (
  services: AccountServices,
  user: UserWithPassword,
  currentPassword: string | undefined,
  waiter: Waiter,
): Promise<void> => {
  if (currentPassword === undefined) {
    throw new ApiError('RequestInvalid', 'Could not change this without the current password: send it along', {
      fields: { currentPassword: 'is needed to change the e-mail address or the password' },
    });
  }
  const attempt = await services.throttle.admitPassword(user.id);
  const { passwordHash: storedHash } = user;
  const isRight = await verifyPassword(services, attempt, { password: currentPassword, storedHash, waiter });
  if (!isRight) {
    throw new ApiError('PasswordWrong', 'Could not change this: the current password is another', {
      fields: { currentPassword: 'is another' },
    });
  }
};

const hashNewPassword = async (
  { passwords }: AccountServices,
  user: UserWithPassword,
  { password, email = user.email }: ProfileChange,
  waiter: Waiter,
): Promise<string | undefined> => {
  if (password === undefined) return undefined;
  ensureGoodPassword(password, { username: user.username, email });
  return await passwords.hash(password, waiter);
};

const ensureUpdated = (update: UserUpdate): User => {
  if (update.kind === 'updated') return update.user;
  if (update.kind === 'emailTaken') throw accountTaken(['email']);
  throw new ApiError('Conflict', 'Could not change the account: its password was changed meanwhile; log in again');
};

interface Write {
  readonly user: User;
  readonly change: UserChange;
  readonly keptFamilyId: string | undefined;
}

const write = ({ pool, now }: AccountServices, { user, change, keptFamilyId }: Write): Promise<User> =>
  inTransaction(pool, async (client) => {
    const updated = ensureUpdated(await updateUser(client, user, change));
    if (change.passwordHash !== undefined) {
      await revokeFamilies(client, { userId: user.id, exceptFamilyId: keptFamilyId, now: now() });
    }
    return updated;
  });

/** Whose account, the family of this very login, which goes on, and where it is. */
export interface ProfileOwner {
  readonly id: string;
  readonly familyId: string | undefined;
  readonly address: string;
}

/**
 * Changes the account; a new password ends every other login.
 *
 * @throws ApiError RequestInvalid, PasswordWrong, AccountTaken, Conflict, NotLoggedIn; TooManyRequests; Busy
 */
export const changeProfile = async (
  services: AccountServices,
  owner: ProfileOwner,
  change: ProfileChange,
): Promise<User> => {
  const user = await readUser(services, owner.id);
  const { displayName, email, password, currentPassword } = change;
  const waiter = { party: networkOf(owner.address), isKnown: false };
  if (email !== undefined || password !== undefined) {
    await ensureCurrentPassword(services, user, currentPassword, waiter);
  }
  const passwordHash = await hashNewPassword(services, user, change, waiter);
  return await write(services, { user, change: { displayName, email, passwordHash }, keptFamilyId: owner.familyId });
};
