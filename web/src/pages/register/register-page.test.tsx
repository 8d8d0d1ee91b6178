// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../testing/fake-api.ts';
import { ada } from '../../testing/fake-session.ts';
import { type RenderedPage, renderPage } from '../../testing/render-page.tsx';
import { RegisterPage } from './register-page.tsx';

const showRegistration = (answer: unknown): RenderedPage =>
  renderPage({
    page: <RegisterPage />,
    path: '/register',
    at: '/register',
    answers: { 'POST /api/auth/register': answer },
  });

const register = async ({ user }: RenderedPage, username = 'ada'): Promise<void> => {
  await user.type(screen.getByLabelText('Username'), username);
  await user.type(screen.getByLabelText('Email'), 'ada@example.org');
  await user.type(screen.getByLabelText('Password'), 'correct horse{Enter}');
};

describe('RegisterPage', () => {
  it('makes an account and goes on', async () => {
    const page = showRegistration({ user: ada, accessToken: 'a', accessTokenExpiresAt: '2026-01-01T00:00:00.000Z' });
    await register(page);
    await waitFor(() => expect(page.address()).toBe('/'));
    expect(page.api.calls[0]?.body).toEqual({
      username: 'ada',
      email: 'ada@example.org',
      password: 'correct horse',
    });
  });

  it('says beside the username that somebody has it', async () => {
    const page = showRegistration(refusal(409, 'AccountTaken', { fields: { username: 'is taken' } }));
    await register(page);
    const error = await screen.findByText('This is taken');
    const username = screen.getByLabelText('Username');
    expect(username.getAttribute('aria-describedby')?.split(' ')).toContain(error.id);
    await waitFor(() => expect(username).toBe(document.activeElement));
  });

  it('says what is wrong before it asks', async () => {
    const page = showRegistration(undefined);
    await register(page, '-ada');
    expect(screen.getByText(/^Use 3 to 32 letters/)).toBeTruthy();
    expect(page.api.calls).toEqual([]);
  });

  it('tells password managers what is what', () => {
    showRegistration(undefined);
    const names = ['Username', 'Email', 'Password'].map((label) =>
      screen.getByLabelText(label).getAttribute('autocomplete'),
    );
    expect(names).toEqual(['username', 'email', 'new-password']);
  });
});
