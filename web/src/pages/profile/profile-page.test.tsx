// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type FakeAnswers, type FakeCall, refusal } from '../../testing/fake-api.ts';
import { ada } from '../../testing/fake-session.ts';
import { type RenderedPage, renderPage } from '../../testing/render-page.tsx';
import { ProfilePage } from './profile-page.tsx';

const showProfile = (answers: FakeAnswers, me?: typeof ada): RenderedPage =>
  renderPage({ page: <ProfilePage />, path: '/profile', at: '/profile', answers, ...(me && { me }) });

const changesAda = ({ body }: FakeCall): unknown => ({ ...ada, ...(body as object) });

const section = (name: string) => within(screen.getByRole('region', { name }));

describe('ProfilePage', () => {
  it('sends strangers to the login, and back', () => {
    expect(showProfile({}).address()).toBe('/login?next=%2Fprofile');
  });

  it('changes the name that is shown, or takes it away', async () => {
    const { user, api } = showProfile({ 'PATCH /api/auth/me': changesAda }, ada);
    await user.clear(section('Name').getByLabelText('Display name'));
    await user.click(section('Name').getByRole('button'));
    await screen.findByText('Your name is changed');
    expect(api.calls[0]?.body).toEqual({ displayName: null });
    expect(screen.queryByText('Ada Lovelace')).toBe(null);
  });

  it('changes the address with the current password, which stays in no field', async () => {
    const { user, api } = showProfile({ 'PATCH /api/auth/me': changesAda }, ada);
    const email = section('Email');
    await user.clear(email.getByLabelText('Email'));
    await user.type(email.getByLabelText('Email'), 'countess@example.org');
    await user.type(email.getByLabelText('Current password'), 'correct horse{Enter}');
    await screen.findByText('Your email address is changed');
    expect(api.calls[0]?.body).toEqual({ email: 'countess@example.org', currentPassword: 'correct horse' });
    expect(email.getByLabelText<HTMLInputElement>('Current password').value).toBe('');
  });

  it('says beside the current password that it is another', async () => {
    const { user } = showProfile({ 'PATCH /api/auth/me': refusal(403, 'PasswordWrong') }, ada);
    const password = section('Password');
    await user.type(password.getByLabelText('Current password'), 'a mistake');
    await user.type(password.getByLabelText('New password'), 'correct horse{Enter}');
    await password.findByText('This is not your current password.');
    await waitFor(() => expect(password.getByLabelText('Current password')).toBe(document.activeElement));
  });

  it('logs out everywhere after a question', async () => {
    const { user, api, address } = showProfile({ 'POST /api/auth/logout-everywhere': undefined }, ada);
    await user.click(screen.getByRole('button', { name: 'Log out everywhere' }));
    const question = within(screen.getByRole('dialog', { name: 'Log out everywhere?' }));
    await user.click(question.getByRole('button', { name: 'Cancel' }));
    expect(api.calls).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Log out everywhere' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Log out everywhere' }));
    await waitFor(() => expect(address()).toBe('/login?next=%2Fprofile'));
  });
});
