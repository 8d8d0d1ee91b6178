/** The session of the page, and who that is. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Me } from '../api/generated/schemas.ts';
import type { Session, SessionState } from './session.ts';

export const SessionContext = createContext<Session | undefined>(undefined);

/** Throws outside of the app's providers. */
export const useSession = (): Session => {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs a SessionContext around it');
  return session;
};

export const useSessionState = (): SessionState => {
  const { subscribe, getSnapshot } = useSession();
  return useSyncExternalStore(subscribe, getSnapshot);
};

/** The user who is logged in; undefined for a stranger, and while it is being asked. */
export const useMe = (): Me | undefined => {
  const state = useSessionState();
  return state.status === 'known' ? state.user : undefined;
};
