/** Whether the api can be reached, from how calls end. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import { ApiProblem } from '../../api/api-problem.ts';
import { StateStore } from '../../state/state-store.ts';

export interface ApiReach {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => { readonly isReachable: boolean };
  /** A call was answered. */
  readonly hear: () => void;
  /** A call failed: whether that says that nobody is there is decided here. */
  readonly hearFailure: (error: unknown) => void;
}

/** Pure: nobody answered at all, or nginx in the api's place. */
export const isOutOfReach = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.status === 0 || error.code === 'ApiUnavailable');

/** Begins reachable. */
export const createApiReach = (): ApiReach => {
  const store = new StateStore({ isReachable: true });
  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    hear: () => store.update({ isReachable: true }),
    hearFailure: (error) => {
      if (error instanceof ApiProblem) store.update({ isReachable: !isOutOfReach(error) });
    },
  };
};

export const ApiReachContext = createContext<ApiReach | undefined>(undefined);

/** Throws outside of the app's providers. */
export const useIsReachable = (): boolean => {
  const reach = useContext(ApiReachContext);
  if (!reach) throw new Error('useIsReachable needs an ApiReachContext around it');
  return useSyncExternalStore(reach.subscribe, reach.getSnapshot).isReachable;
};
