import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createFakeApi } from '../testing/fake-api.ts';
import { ada, createFakeSession } from '../testing/fake-session.ts';
import { clearOnUserChange } from './clear-on-user-change.ts';

const watched = async (user?: typeof ada) => {
  const api = createFakeApi({ 'POST /api/auth/logout': undefined });
  const session = createFakeSession(user, api.fetch);
  const queries = new QueryClient();
  onTestFinished(clearOnUserChange(session, queries));
  let asked = 0;
  const observer = new QueryObserver(queries, {
    queryKey: ['my streams'],
    queryFn: () => {
      asked += 1;
      return Promise.resolve(`answer ${asked}`);
    },
  });
  onTestFinished(observer.subscribe(() => undefined));
  queries.setQueryData(['left page'], 'secret');
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe('answer 1'));
  return { session, queries, observer };
};

describe('clearOnUserChange', () => {
  it('shows nothing of the former user after a logout', async () => {
    const { session, queries, observer } = await watched(ada);
    await session.logOut();
    expect([observer.getCurrentResult().data, queries.getQueryData(['left page'])]).toEqual([undefined, undefined]);
    await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe('answer 2'));
  });

  it('keeps what a stranger sees until it was read anew', async () => {
    const { session, observer } = await watched();
    session.changeUser(ada);
    expect(observer.getCurrentResult().data).toBe('answer 1');
    await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe('answer 2'));
  });

  it('leaves everything when the user changes the account', async () => {
    const { session, queries } = await watched(ada);
    session.changeUser({ ...ada, displayName: 'Ada' });
    expect(queries.getQueryData(['left page'])).toBe('secret');
  });
});
