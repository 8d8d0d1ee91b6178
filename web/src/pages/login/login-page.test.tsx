// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../api/generated/schemas.ts';
import { refusal, unreachable } from '../../testing/fake-api.ts';
import { ada } from '../../testing/fake-session.ts';
import { type RenderedPage, renderPage } from '../../testing/render-page.tsx';
import { LoginPage } from './login-page.tsx';

const session: Session = { user: ada, accessToken: 'a', accessTokenExpiresAt: '2026-01-01T00:00:00.000Z' };

const showLogin = (login: unknown = session, at = '/login?next=%2Fstudio'): RenderedPage =>
  renderPage({ page: <LoginPage />, path: '/login', at, answers: { 'POST /api/auth/login': login } });

const passwordField = (): HTMLElement => screen.getByLabelText('Password');

const logIn = async ({ user }: RenderedPage): Promise<void> => {
  await user.type(screen.getByLabelText('Username or email'), ' ada ');
  await user.type(passwordField(), 'correct horse{Enter}');
};

describe('LoginPage', () => {
  it('logs in and goes on to where one wanted to be', async () => {
    const page = showLogin();
    await logIn(page);
    await waitFor(() => expect(page.address()).toBe('/studio'));
    expect(page.api.calls.map(({ body }) => body)).toEqual([{ login: 'ada', password: 'correct horse' }]);
  });

  it('leads to no other site', async () => {
    const page = showLogin(session, '/login?next=%2F%2Felsewhere.example%2F');
    await logIn(page);
    await waitFor(() => expect(page.address()).toBe('/'));
  });

  it('says beside each field what is missing, asks nobody, and focuses the first', async () => {
    const page = showLogin();
    await page.user.click(screen.getByRole('button', { name: 'Log in' }));
    expect(screen.getByLabelText('Username or email')).toBe(document.activeElement);
    expect(screen.getByText('Enter your password.')).toBeTruthy();
    expect(passwordField().getAttribute('aria-invalid')).toBe('true');
    expect(page.api.calls).toEqual([]);
  });

  it('says beside the password that it is wrong, keeps what was typed, and focuses it', async () => {
    const page = showLogin(refusal(401, 'LoginRefused'));
    await logIn(page);
    await screen.findByText(/No account has this name and this password/);
    await waitFor(() => expect(passwordField()).toBe(document.activeElement));
    expect(screen.getByDisplayValue('correct horse')).toBe(passwordField());
  });

  it.each([
    ['too many tries', refusal(429, 'TooManyRequests', {}, { 'retry-after': '130' }), 'Try again in 3 minutes.'],
    ['a busy server', refusal(503, 'Busy', {}, { 'retry-after': '2' }), 'Try again in 2 seconds.'],
    ['nobody answering', unreachable, 'Nobody answers'],
  ])('tells of %s, and how long to wait', async (_what, answer, text) => {
    const page = showLogin(answer);
    await logIn(page);
    expect((await screen.findByRole('alert')).textContent).toContain(text);
  });

  it('shows the password on request', async () => {
    const page = showLogin();
    await page.user.click(screen.getByRole('button', { name: 'Show the password' }));
    expect(passwordField().getAttribute('type')).toBe('text');
  });

  it('goes on at once for who is logged in', () => {
    const page = renderPage({ page: <LoginPage />, path: '/login', at: '/login?next=/my-videos', me: ada });
    expect(page.address()).toBe('/my-videos');
  });

  it('leads to the registration, which goes on to the same place', async () => {
    const page = showLogin();
    await page.user.click(screen.getByRole('link', { name: 'Register' }));
    expect(page.address()).toBe('/register?next=%2Fstudio');
  });
});
