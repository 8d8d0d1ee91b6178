/** Nothing of the former user stays in sight, nor in memory. */
import type { QueryClient } from '@tanstack/react-query';
import type { Session } from '../session/session.ts';

const userOf = ({ getSnapshot }: Session): string | undefined => {
  const state = getSnapshot();
  return state.status === 'known' ? state.user.id : undefined;
};

/** Empties the queries when a user leaves, and has what is shown read anew when one comes. Returns how to stop. */
export const clearOnUserChange = (session: Session, queries: QueryClient): (() => void) => {
  let user = userOf(session);
  return session.subscribe(() => {
    const former = user;
    user = userOf(session);
    if (user === former) return;
    if (former === undefined) {
      void queries.invalidateQueries();
      return;
    }
    queries.getMutationCache().clear();
    queries.removeQueries({ type: 'inactive' });
    void queries.resetQueries();
  });
};
