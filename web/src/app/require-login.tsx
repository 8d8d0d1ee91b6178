/** Shows what needs a user only to one; strangers are sent to the login and come back after it. */
import type { ReactElement } from 'react';
import { Navigate, useLocation } from 'react-router';
import type { Me } from '../api/generated/schemas.ts';
import { useSessionState } from '../session/session-context.tsx';
import { loginPath } from './page-paths.ts';
import { WaitingPage } from './waiting-page.tsx';

export interface RequireLoginProps {
  readonly children: (me: Me) => ReactElement;
}

export const RequireLogin = ({ children }: RequireLoginProps): ReactElement => {
  const state = useSessionState();
  const { pathname, search } = useLocation();
  if (state.status === 'known') return children(state.user);
  if (state.status === 'restoring') return <WaitingPage />;
  return <Navigate to={loginPath(pathname + search)} replace />;
};
