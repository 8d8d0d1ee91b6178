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

export interface AppProps {
  readonly session: Session;
  readonly api: ApiClient;
  readonly realtime: Realtime;
  readonly queries: QueryClient;
  readonly router: DataRouter;
}

export const App = ({ session, api, realtime, queries, router }: AppProps): ReactElement => (
  <SessionContext value={session}>
    <ApiContext value={api}>
      <RealtimeContext value={realtime}>
        <QueryClientProvider client={queries}>
          <Toasts>
            <RouterProvider router={router} />
          </Toasts>
        </QueryClientProvider>
      </RealtimeContext>
    </ApiContext>
  </SessionContext>
);
