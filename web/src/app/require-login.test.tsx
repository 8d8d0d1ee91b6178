// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Session as SessionAnswer } from '../api/generated/schemas.ts';
import { createFakeBrowser } from '../session/testing/fake-browser.ts';
import { refusal, unreachable } from '../testing/fake-api.ts';
import { ada } from '../testing/fake-session.ts';
import { renderPage } from '../testing/render-page.tsx';
import { ReachNotice } from './reach/reach-notice.tsx';
import { RequireLogin } from './require-login.tsx';

const refresh = 'POST /api/auth/refresh';
const answer: SessionAnswer = { user: ada, accessToken: 'a', accessTokenExpiresAt: '2026-01-01T00:00:00.000Z' };

const renderWaiting = (failure: unknown) =>
  renderPage({
    page: (
      <>
        <RequireLogin>{(me) => <p>The studio of {me.username}</p>}</RequireLogin>
        <ReachNotice />
      </>
    ),
    // The notice asks for these until the api is back.
    answers: { [refresh]: failure, 'GET /api/streams': failure },
    session: (api) => createFakeBrowser(api, ada.id).openTab().session,
  });

describe('RequireLogin', () => {
  it('says that nobody answers who could tell whether the login holds', async () => {
    renderWaiting(unreachable);
    expect((await screen.findByRole('alert')).textContent).toContain('Your login could not be checked');
    expect(screen.getByText('Kubecast cannot be reached.')).toBeTruthy();
  });

  it('tries again at once when told to', async () => {
    const { api, user } = renderWaiting(refusal(403, 'OriginRefused'));
    const retry = await screen.findByRole('button', { name: 'Retry' });
    expect(screen.queryByText('Kubecast cannot be reached.')).toBe(null);
    api.answer({ [refresh]: answer });
    await user.click(retry);
    expect(await screen.findByText('The studio of ada')).toBeTruthy();
  });
});
