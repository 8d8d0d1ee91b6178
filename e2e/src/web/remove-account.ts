import { ApiUser } from '../api-user.ts';
import type { TestAccount } from '../test-account.ts';

/** Deletes what an account has, and the account. Nothing happens when it was never registered. */
export const removeAccount = async (account: TestAccount): Promise<void> => {
  const user = await ApiUser.logIn(account);
  await user?.remove();
};
