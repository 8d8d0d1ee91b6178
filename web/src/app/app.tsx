/** Everything that pages find around them: session, api, live updates, queries, routes. */
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { DataRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import type { ApiClient } from '../api/api-client.ts';
import { ApiContext } from '../api/api-context.tsx';
import { Toasts } from '../design/toasts.tsx';
import type { Realtime } from '../realtime/realtime.ts';
import { RealtimeContext } from '../realtime/realtime-context.tsx';
import type { Session } from '../session/session.ts';
import { SessionContext } from '../session/session-context.tsx';
import { type ApiReach, ApiReachContext } from './reach/api-reach.ts';

export interface AppProps {
  readonly session: Session;
  readonly api: ApiClient;
  readonly realtime: Realtime;
  readonly queries: QueryClient;
  readonly reach: ApiReach;
  readonly router: DataRouter;
}

export const App = ({ session, api, realtime, queries, reach, router }: AppProps): ReactElement => (
  <SessionContext value={session}>
    <ApiContext value={api}>
      <RealtimeContext value={realtime}>
        <QueryClientProvider client={queries}>
          <ApiReachContext value={reach}>
            <Toasts>
              <RouterProvider router={router} />
            </Toasts>
          </ApiReachContext>
        </QueryClientProvider>
      </RealtimeContext>
    </ApiContext>
  </SessionContext>
);
