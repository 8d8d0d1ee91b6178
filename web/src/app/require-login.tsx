/** Shows what needs a user only to one; strangers are sent to the login and come back after it. Says so while nobody can tell. */
import type { ReactElement } from 'react';
import { Navigate, useLocation } from 'react-router';
import type { Me } from '../api/generated/schemas.ts';
import { ErrorState } from '../design/error-state.tsx';
import { PageFrame } from '../design/page-frame.tsx';
import { useSession, useSessionState } from '../session/session-context.tsx';
import { loginPath } from './page-paths.ts';
import { WaitingPage } from './waiting-page.tsx';

export interface RequireLoginProps {
  readonly children: (me: Me) => ReactElement;
}

const Unknown = ({ failure }: { readonly failure: unknown }): ReactElement => {
  const { retry } = useSession();
  return (
    <PageFrame title="Login" width="narrow">
      <ErrorState what="Your login could not be checked" error={failure} onRetry={retry} />
    </PageFrame>
  );
};

export const RequireLogin = ({ children }: RequireLoginProps): ReactElement => {
  const state = useSessionState();
  const { pathname, search } = useLocation();
  if (state.status === 'known') return children(state.user);
  if (state.status === 'restoring')
    return state.failure === undefined ? <WaitingPage /> : <Unknown failure={state.failure} />;
  return <Navigate to={loginPath(pathname + search)} replace />;
};
