/** Somebody of a stage: an account with a name that pages show, and browsers in which its user is logged in. */
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { hintKey } from '../../../../web/src/session/session-hint.ts';
import { ApiClient } from '../../api-client.ts';
import { ApiUser } from '../../api-user.ts';
import { webUrl } from '../../browser.ts';
import type { TestAccount } from '../../test-account.ts';

export interface StagePerson {
  readonly account: TestAccount;
  readonly displayName: string;
  readonly user: ApiUser;
}

/** Registers an account, and shows its user as `displayName`. */
export const registerPerson = async (account: TestAccount, displayName: string): Promise<StagePerson> => {
  await new ApiClient().do('POST', '/auth/register', { ...account, displayName });
  const user = await ApiUser.logIn(account);
  if (!user) throw new Error(`${account.username} was registered and cannot log in`);
  return { account, displayName, user };
};

/** A browser of its own in which the person has logged in before, as after a visit of yesterday. The caller closes it. */
export const openContextOf = async (
  browser: Browser,
  { account, user }: StagePerson,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> => {
  const localStorage = [{ name: hintKey, value: user.id }];
  const context = await browser.newContext({
    ...options,
    storageState: { cookies: [], origins: [{ origin: webUrl, localStorage }] },
  });
  const data = { login: account.username, password: account.password };
  const answer = await context.request.post(`${webUrl}/api/auth/login`, { data });
  if (!answer.ok()) throw new Error(`The login answered ${answer.status()}`);
  return context;
};
