/**
 * Shows a page, or a part of one, as the app does, with everything outside of the browser faked: the api by a table of
 * answers, the session, live updates. A call that the table does not answer fails the test.
 *
 *     const { user, api } = renderPage({ page: <StudioPage />, me: ada, answers: { 'GET /api/streams': { items: [], nextCursor: null } } });
 *     await screen.findByText('No stream yet');
 */
import type { QueryClient } from '@tanstack/react-query';
import { act, cleanup, configure, render } from '@testing-library/react';
import { type UserEvent, userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { createMemoryRouter, type DataRouter, type RouteObject } from 'react-router';
import { expect, onTestFinished } from 'vitest';
import { ApiClient } from '../api/api-client.ts';
import type { Me } from '../api/generated/schemas.ts';
import { App } from '../app/app.tsx';
import { clearOnUserChange } from '../app/clear-on-user-change.ts';
import { createQueryClient } from '../app/query-client.ts';
import { createApiReach } from '../app/reach/api-reach.ts';
import { hearSession } from '../app/reach/hear-session.ts';
import { routes } from '../app/routes.tsx';
import type { Session } from '../session/session.ts';
import { createFakeApi, type FakeAnswers, type FakeApi } from './fake-api.ts';
import { createFakeRealtime, type FakeRealtime } from './fake-realtime.ts';
import { createFakeSession } from './fake-session.ts';

// Of how fast the machine is, nothing may depend.
configure({ asyncUtilTimeout: 20_000 });

export interface PageUnderTest {
  /** Shown alone; without it the app's routes are, with the shell. */
  readonly page?: ReactElement;
  /** The address; `/` unless told. */
  readonly at?: string;
  /** The route that `page` is at, for its parameters: `/videos/:id`. Every address unless told. */
  readonly path?: string;
  readonly answers?: FakeAnswers;
  /** Who is logged in; a stranger unless told. */
  readonly me?: Me;
  /** In place of the fake session of `me`. */
  readonly session?: (api: FakeApi) => Session;
}

export interface RenderedPage {
  readonly api: FakeApi;
  readonly user: UserEvent;
  readonly realtime: FakeRealtime;
  readonly router: DataRouter;
  readonly queries: QueryClient;
  /** Path and query of where the router is. */
  readonly address: () => string;
}

const elsewhere: RouteObject = { path: '*', element: <p>Another page</p> };

const routesOf = ({ page, path = '*' }: PageUnderTest): RouteObject[] =>
  page ? [{ path, element: page }, ...(path === '*' ? [] : [elsewhere])] : routes;

const endAfterTest = (api: FakeApi, queries: QueryClient): void =>
  onTestFinished(() => {
    cleanup();
    queries.clear();
    expect(api.unexpected, 'calls that the table of the test does not answer').toEqual([]);
  });

/** See the file header. Ends with the test. */
export const renderPage = (given: PageUnderTest): RenderedPage => {
  const api = createFakeApi(given.answers ?? {});
  const session = given.session?.(api) ?? createFakeSession(given.me, api.fetch);
  const reach = createApiReach();
  const queries = createQueryClient(reach);
  queries.setDefaultOptions({ queries: { retry: false, networkMode: 'always' }, mutations: { networkMode: 'always' } });
  const router = createMemoryRouter(routesOf(given), { initialEntries: [given.at ?? '/'] });
  const fake = createFakeRealtime();
  const realtime: FakeRealtime = {
    ...fake,
    say: (topic, message) => act(() => fake.say(topic, message)),
    setConnected: (isConnected) => act(() => fake.setConnected(isConnected)),
  };
  const client = new ApiClient(session.tokens, api.fetch);
  render(<App session={session} api={client} realtime={realtime} reach={reach} queries={queries} router={router} />);
  onTestFinished(clearOnUserChange(session, queries));
  onTestFinished(hearSession(session, reach));
  endAfterTest(api, queries);
  const address = (): string => router.state.location.pathname + router.state.location.search;
  return { api, user: userEvent.setup(), realtime, router, queries, address };
};
