/** A page that waits for its login asks nothing else: whether the api is there, then only the session knows. */
import type { Session } from '../../session/session.ts';
import type { ApiReach } from './api-reach.ts';

/** Tells the reach how attempts to restore a login end. Returns how to stop. */
export const hearSession = (session: Session, reach: ApiReach): (() => void) => {
  const hear = (): void => {
    const state = session.getSnapshot();
    if (state.status === 'known') reach.hear();
    if (state.status === 'restoring' && state.failure !== undefined) reach.hearFailure(state.failure);
  };
  hear();
  return session.subscribe(hear);
};
