// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { unreachable } from '../testing/fake-api.ts';
import { ada } from '../testing/fake-session.ts';
import { renderPage } from '../testing/render-page.tsx';

const heading = (name: string): Promise<HTMLElement> => screen.findByRole('heading', { level: 1, name });

describe('AppShell', () => {
  it('offers strangers the ways in, which lead back', async () => {
    renderPage({ at: '/nowhere?x=1' });
    await heading('Nothing is here');
    const logIn = screen.getByRole('link', { name: 'Log in' });
    expect(logIn.getAttribute('href')).toBe('/login?next=%2Fnowhere%3Fx%3D1');
  });

  it('moves the focus to the heading of a new page', async () => {
    const { user } = renderPage({ at: '/nowhere' });
    await heading('Nothing is here');
    expect(document.body).toBe(document.activeElement);
    await user.click(screen.getByRole('link', { name: 'Log in' }));
    expect(await heading('Log in')).toBe(document.activeElement);
  });

  it('logs out by the account menu, with the keyboard alone', async () => {
    const { user, api } = renderPage({ at: '/nowhere', me: ada, answers: { 'POST /api/auth/logout': undefined } });
    await heading('Nothing is here');
    screen.getByRole('button', { name: 'Account of Ada Lovelace' }).focus();
    await user.keyboard('{Enter}{ArrowUp}{Enter}');
    await screen.findByText('You are logged out');
    expect(api.calls.map(({ path }) => path)).toEqual(['/api/auth/logout']);
    expect(screen.getByRole('link', { name: 'Log in' })).toBeTruthy();
  });

  it('stays logged in and says why when nobody heard the logout', async () => {
    const { user } = renderPage({ at: '/nowhere', me: ada, answers: { 'POST /api/auth/logout': unreachable } });
    await heading('Nothing is here');
    await user.click(screen.getByRole('button', { name: 'Account of Ada Lovelace' }));
    await user.click(screen.getByRole('menuitem', { name: 'Log out' }));
    await screen.findByText(/You could not be logged out/);
    expect(screen.getByRole('button', { name: 'Account of Ada Lovelace' })).toBeTruthy();
  });

  it('closes a menu by Escape and gives the focus back', async () => {
    const { user } = renderPage({ at: '/nowhere' });
    await heading('Nothing is here');
    const button = screen.getByRole('button', { name: 'Theme' });
    await user.click(button);
    await user.keyboard('{Escape}');
    expect([screen.queryByRole('menu'), document.activeElement]).toEqual([null, button]);
  });
});
