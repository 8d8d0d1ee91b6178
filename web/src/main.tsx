/** The app's beginning: makes what lives as long as the page, and shows it. */
import { startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { ApiClient } from './api/api-client.ts';
import { App } from './app/app.tsx';
import { clearOnUserChange } from './app/clear-on-user-change.ts';
import { createQueryClient } from './app/query-client.ts';
import { createApiReach } from './app/reach/api-reach.ts';
import { hearSession } from './app/reach/hear-session.ts';
import { routes } from './app/routes.tsx';
import { RealtimeClient } from './realtime/realtime-client.ts';
import { createSession } from './session/create-session.ts';

const place = document.getElementById('app');
if (!place) throw new Error('The page has no #app');

const session = createSession();
const api = new ApiClient(session.tokens);
const realtime = new RealtimeClient({ session, api });
const reach = createApiReach();
const queries = createQueryClient(reach);
clearOnUserChange(session, queries);
hearSession(session, reach);
const router = createBrowserRouter(routes);

/** In slices, between which the page answers. */
const show = (): void =>
  startTransition(() =>
    createRoot(place).render(
      <App session={session} api={api} realtime={realtime} reach={reach} queries={queries} router={router} />,
    ),
  );

// Until the code of what it shows is here, the page stays as the server sent it.
if (router.state.initialized) show();
else {
  const stop = router.subscribe(({ initialized }) => {
    if (!initialized) return;
    stop();
    show();
  });
}
