/** The ways in, and what stands beside a field that is wrong. */
import type { Page } from 'playwright-core';
import type { ShownPage } from './shown-page.ts';

const send = (page: Page, name: string): Promise<void> =>
  page.getByRole('main').getByRole('button', { name, exact: true }).click();

export const loginPage: ShownPage = {
  name: 'login',
  as: 'stranger',
  states: [
    {
      name: 'open',
      path: () => '/login',
      show: (page) => page.getByRole('heading', { name: 'Log in', level: 1 }).waitFor(),
    },
    {
      name: 'nothing filled in',
      path: () => '/login',
      show: async (page) => {
        await send(page, 'Log in');
        await page.getByText('Enter your password.').waitFor();
      },
    },
    {
      name: 'refused',
      path: () => '/login',
      show: async (page) => {
        await page.getByRole('textbox', { name: 'Username or email' }).fill('nobody-of-this-name');
        await page.getByRole('textbox', { name: 'Password' }).fill('not the right one');
        await send(page, 'Log in');
        await page.getByText('No account has this name', { exact: false }).waitFor();
      },
    },
  ],
};

export const registerPage: ShownPage = {
  name: 'register',
  as: 'stranger',
  states: [
    {
      name: 'open',
      path: () => '/register',
      show: (page) => page.getByRole('heading', { name: 'Register', level: 1 }).waitFor(),
    },
    {
      name: 'wrong fields',
      path: () => '/register',
      show: async (page) => {
        await page.getByRole('textbox', { name: 'Username' }).fill('x');
        await page.getByRole('textbox', { name: 'Email' }).fill('nobody');
        await page.getByRole('textbox', { name: 'Password' }).fill('short');
        await send(page, 'Register');
        await page.locator('[aria-invalid="true"]').nth(2).waitFor();
      },
    },
  ],
};
