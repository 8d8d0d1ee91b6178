/** The ways into the web app and out of it again. */
import type { Page } from 'playwright-core';
import type { TestAccount } from '../test-account.ts';

const accountButton = (page: Page) => page.getByRole('button', { name: /^Account of / });

/** Fills in the registration that is shown; ends when somebody is logged in. */
export const register = async (page: Page, { username, email, password }: TestAccount): Promise<void> => {
  await page.getByRole('heading', { name: 'Register', level: 1 }).waitFor();
  await page.getByRole('textbox', { name: 'Username' }).fill(username);
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('main').getByRole('button', { name: 'Register' }).click();
  await accountButton(page).waitFor();
};

/** Fills in the login that is shown; ends when somebody is logged in. */
export const logIn = async (page: Page, { username, password }: TestAccount): Promise<void> => {
  await page.getByRole('heading', { name: 'Log in', level: 1 }).waitFor();
  await page.getByRole('textbox', { name: 'Username or email' }).fill(username);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
  await accountButton(page).waitFor();
};

/** Ends the logins of all devices, by the profile. */
export const logOutEverywhere = async (page: Page): Promise<void> => {
  await accountButton(page).click();
  await page.getByRole('menuitem', { name: 'Profile' }).click();
  await page.getByRole('button', { name: 'Log out everywhere' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Log out everywhere' }).click();
  await page.getByRole('banner').getByRole('link', { name: 'Log in' }).waitFor();
};
